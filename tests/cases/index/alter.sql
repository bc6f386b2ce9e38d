-- case: Indexes altered
-- covers: alter-index/rename-to, alter-index/set-tablespace, alter-index/set, alter-index/reset, alter-index/set-statistics, alter-index/all-in-tablespace, alter-index/depends-on-extension
CREATE EXTENSION citext;
CREATE TABLE t (a int, b int);
CREATE INDEX i ON t (a, (a + b));
ALTER INDEX i RENAME TO j;
ALTER INDEX IF EXISTS nosuch RENAME TO k;
ALTER INDEX j SET TABLESPACE pg_default;
ALTER INDEX j SET (fillfactor = 60);
ALTER INDEX j RESET (fillfactor);
ALTER INDEX j ALTER COLUMN 2 SET STATISTICS 100;
ALTER INDEX ALL IN TABLESPACE pg_default SET TABLESPACE pg_default;
ALTER INDEX j DEPENDS ON EXTENSION citext;
ALTER INDEX j NO DEPENDS ON EXTENSION citext;
