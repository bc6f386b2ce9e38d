-- case: A sequence that another table's default uses keeps the column
-- covers: alter-table/drop-column-restrict
-- error: 2BP01
CREATE TABLE t (a serial, c int);
CREATE TABLE u (x int DEFAULT nextval('t_a_seq'));
ALTER TABLE t DROP COLUMN a;
