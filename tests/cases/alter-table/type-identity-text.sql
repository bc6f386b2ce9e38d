-- case: An identity must stay an integer
-- covers: alter-table/type
-- error: 22023
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t ALTER COLUMN a TYPE text;
