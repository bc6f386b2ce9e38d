-- case: With the old sequence still there the new one is counted
-- covers: alter-table/add-identity
CREATE TABLE t (a serial PRIMARY KEY);
ALTER TABLE t ALTER COLUMN a DROP DEFAULT, ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY;
