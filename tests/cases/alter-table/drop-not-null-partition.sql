-- case: A partition keeps its parent's NOT NULL
-- covers: alter-table/drop-not-null, create-table/partition-of
-- error: 42P16
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
ALTER TABLE c ALTER COLUMN a DROP NOT NULL;
