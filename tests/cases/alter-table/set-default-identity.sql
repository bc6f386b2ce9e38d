-- case: An identity has no default
-- covers: alter-table/set-default
-- error: 42601
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t ALTER COLUMN a SET DEFAULT 1;
