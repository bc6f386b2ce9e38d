-- case: IF NOT EXISTS looks at the name alone
-- covers: create-index/if-not-exists
CREATE TABLE t (a int, b int);
CREATE INDEX i ON t (a);
CREATE UNIQUE INDEX IF NOT EXISTS i ON t (b);
CREATE INDEX IF NOT EXISTS j ON t (b);
