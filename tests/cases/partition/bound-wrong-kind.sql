-- case: A range bound for a list
-- covers: create-table/bound-from-to
-- error: 42P16
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (2);
