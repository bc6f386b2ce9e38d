-- case: A typed table keeps the type's names
-- covers: alter-table/rename-column, create-table/of-type
-- error: 42809
CREATE TYPE c AS (a int);
CREATE TABLE t OF c;
ALTER TABLE t RENAME COLUMN a TO b;
