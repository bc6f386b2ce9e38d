-- case: What is allowed in a transaction
-- covers: create-table/table
CREATE TABLE t (a int PRIMARY KEY);
BEGIN;
ANALYZE t;
REINDEX TABLE t;
CLUSTER t USING t_pkey;
DISCARD PLANS;
CREATE TABLE u (a int);
COMMIT;
VACUUM t;
REINDEX TABLE CONCURRENTLY t;
