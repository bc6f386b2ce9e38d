-- case: An index that depends on an extension goes with it
-- covers: alter-index/depends-on-extension, drop-extension/drop
CREATE EXTENSION citext;
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
ALTER INDEX i DEPENDS ON EXTENSION citext;
DROP EXTENSION citext;
