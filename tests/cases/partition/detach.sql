-- case: A detached partition keeps all it had
-- covers: alter-table/detach-partition
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE p (a int PRIMARY KEY, b int CHECK (b > 0) REFERENCES r, c int NOT NULL DEFAULT 2) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p DETACH PARTITION x;
