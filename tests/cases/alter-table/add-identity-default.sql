-- case: It must have no default
-- covers: alter-table/add-identity
-- error: 55000
CREATE TABLE t (a int NOT NULL DEFAULT 1);
ALTER TABLE t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY;
