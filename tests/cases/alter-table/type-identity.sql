-- case: The sequence of an identity follows
-- covers: alter-table/type
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t ALTER COLUMN a TYPE bigint;
