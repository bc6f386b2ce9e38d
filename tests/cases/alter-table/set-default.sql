-- case: Defaults set, changed, dropped twice
-- covers: alter-table/set-default, alter-table/drop-default
CREATE TABLE t (a int, b text DEFAULT 'x', c timestamptz);
ALTER TABLE t ALTER COLUMN a SET DEFAULT 1, ALTER b DROP DEFAULT, ALTER COLUMN c SET DEFAULT now();
ALTER TABLE t ALTER COLUMN b DROP DEFAULT;
ALTER TABLE t ALTER COLUMN a SET DEFAULT 2;
ALTER TABLE t ALTER COLUMN c SET DEFAULT NULL;
