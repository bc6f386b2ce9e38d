-- case: Columns of the parent come and go in the partitions
-- covers: alter-table/add-column
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p ADD COLUMN c text DEFAULT 'x', DROP COLUMN b;
ALTER TABLE p ALTER COLUMN c TYPE varchar(20);
ALTER TABLE p RENAME COLUMN c TO d;
