-- case: 18 calls the copies of a foreign key for each partition of the referenced table by its name
-- postgres: 18
-- error: 42P16
CREATE TABLE p (id integer, k integer, PRIMARY KEY (id, k)) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (k);
CREATE TABLE p1a PARTITION OF p1 FOR VALUES IN (1);
CREATE TABLE r (a integer, b integer, CONSTRAINT mine FOREIGN KEY (a, b) REFERENCES p);
ALTER TABLE r ADD CONSTRAINT mine_3 CHECK (a > 1);
ALTER TABLE r DROP CONSTRAINT mine_3;
ALTER TABLE r DROP CONSTRAINT mine_2;
