-- case: A partition takes no column of its own
-- covers: alter-table/add-column
-- error: 42809
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE x ADD COLUMN b int;
