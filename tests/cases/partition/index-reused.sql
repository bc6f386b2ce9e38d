-- case: A partition's own equal index is taken in rather than doubled
-- covers: create-index/index, create-table/partition-of
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1);
CREATE INDEX mine ON c1 (b);
CREATE INDEX p_b ON p (b);
