-- case: Chosen names of indexes and sequences step aside for relations
-- covers: create-table/unique, create-table/column
CREATE TABLE t_a_key (x int);
CREATE TABLE t_b_seq (x int);
CREATE TABLE t_c_idx (x int);
CREATE TABLE t (a int UNIQUE, b serial, c int);
CREATE INDEX ON t (c);
CREATE INDEX ON t (c);
