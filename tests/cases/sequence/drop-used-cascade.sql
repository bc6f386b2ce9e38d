-- case: CASCADE takes the default, not the column
-- covers: drop-sequence/cascade
CREATE TABLE t (a serial, b int);
DROP SEQUENCE t_a_seq CASCADE;
