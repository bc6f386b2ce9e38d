-- case: LIKE does not copy partitioning
-- covers: create-table/like-including-all, create-table/partition-by-list
CREATE TABLE s (a int, b text) PARTITION BY LIST (a);
CREATE INDEX ON s (b);
CREATE TABLE t (LIKE s INCLUDING ALL);
