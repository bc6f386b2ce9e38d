-- case: An identity column stays NOT NULL
-- covers: alter-table/drop-not-null
-- error: 42601
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
