-- case: From 17 on an exclusion constraint may hold the partition key with equality
-- covers: create-table/exclude, create-table/partition-by-list
-- postgres: 18
CREATE EXTENSION btree_gist;
CREATE TABLE p (a int, r int4range, EXCLUDE USING gist (a WITH =, r WITH &&)) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
