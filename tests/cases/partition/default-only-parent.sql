-- case: Defaults of the parent go down when set
-- covers: alter-table/set-default
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p (b DEFAULT 7) FOR VALUES IN (1);
ALTER TABLE ONLY p ALTER COLUMN b SET DEFAULT 1;
CREATE TABLE y PARTITION OF p FOR VALUES IN (2);
