-- case: A plain column is no identity to drop
-- covers: alter-table/drop-identity
-- error: 55000
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a DROP IDENTITY;
