-- case: Bounds that overlap
-- covers: create-table/bound-from-to
-- error: 42P17
CREATE TABLE p (a int) PARTITION BY RANGE (a);
CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (10);
CREATE TABLE d PARTITION OF p FOR VALUES FROM (5) TO (15);
