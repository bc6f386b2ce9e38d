-- case: Locks and cursors in a transaction, in a block, and one that outlives its own
-- covers: create-table/table
CREATE TABLE t (a int);
BEGIN;
LOCK TABLE t IN SHARE MODE;
DECLARE c CURSOR FOR SELECT a FROM t;
COMMIT;
DO $$ BEGIN LOCK TABLE t; END $$;
DECLARE d CURSOR WITH HOLD FOR SELECT a FROM t;
