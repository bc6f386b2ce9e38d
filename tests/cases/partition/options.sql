-- case: A partition's own defaults and constraints
-- covers: create-table/partition-of-options
CREATE TABLE p (a int, b text DEFAULT 'x', c int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p (b DEFAULT 'y', c WITH OPTIONS NOT NULL CHECK (c > 0), PRIMARY KEY (a), CHECK (a < c)) FOR VALUES IN (1);
CREATE TABLE d PARTITION OF p (UNIQUE (b)) FOR VALUES IN (2) WITH (fillfactor = 70);
