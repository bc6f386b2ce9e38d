-- case: And keeps those of its parent
-- covers: alter-table/drop-column
-- error: 42P16
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE x DROP COLUMN b;
