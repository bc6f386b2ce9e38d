-- case: A constraint cannot have the name of a copy of a foreign key, 18
-- postgres: 18
-- error: 42710
CREATE TABLE p (id integer PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE r (a integer, CONSTRAINT mine FOREIGN KEY (a) REFERENCES p);
ALTER TABLE r ADD CONSTRAINT mine_1 CHECK (a > 1);
