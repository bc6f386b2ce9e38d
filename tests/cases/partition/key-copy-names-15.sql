-- case: 15 calls the copies of a foreign key for each partition of the referenced table by its columns
-- postgres: 15
-- error: 42P16
CREATE TABLE p (id integer, k integer, PRIMARY KEY (id, k)) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (k);
CREATE TABLE p1a PARTITION OF p1 FOR VALUES IN (1);
CREATE TABLE r (a integer, b integer, CONSTRAINT mine FOREIGN KEY (a, b) REFERENCES p);
ALTER TABLE r ADD CONSTRAINT r_a_b_fkey2 CHECK (a > 1);
ALTER TABLE r DROP CONSTRAINT r_a_b_fkey2;
ALTER TABLE r DROP CONSTRAINT r_a_b_fkey1;
