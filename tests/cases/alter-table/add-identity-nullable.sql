-- case: It must be NOT NULL before
-- covers: alter-table/add-identity
-- error: 55000
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY;
