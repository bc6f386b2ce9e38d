-- case: A literal beside a cast is of the cast's type, whatever type the column gets
-- covers: alter-table/type
CREATE TABLE t (a boolean, b int);
CREATE UNIQUE INDEX part ON t (b) WHERE '-h' >= a::text COLLATE "C";
ALTER TABLE t ALTER COLUMN a TYPE text;
