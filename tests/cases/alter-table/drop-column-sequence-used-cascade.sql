-- case: CASCADE takes the other table's default
-- covers: alter-table/drop-column-cascade
CREATE TABLE t (a serial, c int);
CREATE TABLE u (x int DEFAULT nextval('t_a_seq'));
ALTER TABLE t DROP COLUMN a CASCADE;
