-- case: Even an index satisfies IF NOT EXISTS
-- covers: create-table/if-not-exists, create-index/index
CREATE TABLE t (a int);
CREATE INDEX u ON t (a);
CREATE TABLE IF NOT EXISTS u (b text);
