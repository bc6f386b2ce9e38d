-- case: CASCADE takes the typed table
-- covers: drop-type/cascade, create-table/of-type
CREATE TYPE c AS (a int);
CREATE TABLE t OF c;
DROP TYPE c CASCADE;
