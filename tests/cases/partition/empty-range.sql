-- case: A range that holds nothing
-- covers: create-table/bound-from-to
-- error: 42P17
CREATE TABLE p (a int) PARTITION BY RANGE (a);
CREATE TABLE c PARTITION OF p FOR VALUES FROM (10) TO (10);
