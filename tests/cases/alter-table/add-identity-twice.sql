-- case: It is one already
-- covers: alter-table/add-identity
-- error: 55000
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY;
