-- case: A composite type is no table
-- covers: alter-table/add-column, create-type/composite
-- error: 42809
CREATE TYPE ct AS (a int);
ALTER TABLE ct ADD COLUMN b int;
