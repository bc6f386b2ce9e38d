-- case: A typed table holds the type without CASCADE
-- covers: alter-type/add-attribute, create-table/of-type
-- error: 2BP01
CREATE TYPE c AS (a int);
CREATE TABLE t OF c;
ALTER TYPE c ADD ATTRIBUTE b int RESTRICT;
