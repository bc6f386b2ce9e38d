-- case: ONLY is refused where partitions are
-- covers: alter-table/add-column, alter-table/only
-- error: 42P16
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE ONLY p ADD COLUMN b int;
