-- case: The sequence goes, NOT NULL stays
-- covers: alter-table/drop-identity, alter-table/drop-identity-if-exists
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int);
ALTER TABLE t ALTER COLUMN a DROP IDENTITY;
ALTER TABLE t ALTER COLUMN b DROP IDENTITY IF EXISTS;
