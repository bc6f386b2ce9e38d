-- case: A method of indexes is none of tables
-- covers: create-table/using-method
-- error: 55000
CREATE TABLE t (a int) USING btree;
