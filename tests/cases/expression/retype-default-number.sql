-- case: A number that became text becomes a number again
-- covers: alter-table/type, create-table/default
CREATE TABLE t (a varchar DEFAULT 0, b text DEFAULT 5);
ALTER TABLE t ALTER COLUMN a TYPE int USING a::int, ALTER COLUMN b TYPE int USING b::int;
