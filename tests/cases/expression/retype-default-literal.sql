-- case: A string that became text stays text
-- covers: alter-table/type, create-table/default
-- error: 42804
CREATE TABLE t (a text DEFAULT '5');
ALTER TABLE t ALTER COLUMN a TYPE int USING a::int;
