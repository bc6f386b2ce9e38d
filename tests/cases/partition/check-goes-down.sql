-- case: Checks of the parent appear in partitions
-- covers: create-table/check, alter-table/add-constraint
CREATE TABLE p (a int CHECK (a > 0), b int) PARTITION BY LIST (a);
CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p ADD CONSTRAINT bb CHECK (b < 10);
ALTER TABLE p ADD COLUMN c int NOT NULL DEFAULT 3 CHECK (c <> 4);
ALTER TABLE p DROP CONSTRAINT bb;
