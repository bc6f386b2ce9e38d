-- case: A plain column is no identity
-- covers: alter-table/set-generated
-- error: 55000
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET GENERATED ALWAYS;
