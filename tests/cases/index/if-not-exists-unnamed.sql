-- case: IF NOT EXISTS needs a name
-- covers: create-index/if-not-exists
-- error: 42601
CREATE TABLE t (a int);
CREATE INDEX IF NOT EXISTS ON t (a);
