-- case: An unknown access method
-- covers: create-table/using-method
-- error: 42704
CREATE TABLE t (a int) USING nosuch;
