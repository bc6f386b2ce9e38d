-- case: Keys and indexes of the parent appear in partitions, with names of their own
-- covers: create-table/table-primary-key, create-table/partition-of, create-index/index
CREATE TABLE p (a int, b int, c text, PRIMARY KEY (a, b), UNIQUE (a, c)) PARTITION BY LIST (a);
CREATE INDEX p_named ON p (c);
CREATE INDEX ON p (lower(c)) WHERE b > 0;
CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE c2 PARTITION OF p FOR VALUES IN (2);
