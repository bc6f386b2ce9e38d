-- case: REINDEX and CLUSTER leave the catalog alone
-- covers: create-index/index
CREATE TABLE t (a int PRIMARY KEY);
CREATE INDEX i ON t (a);
REINDEX INDEX i;
REINDEX TABLE t;
CLUSTER t USING i;
REINDEX INDEX CONCURRENTLY i;
