-- case: A typed table holds its type
-- covers: drop-type/drop, create-table/of-type
-- error: 2BP01
CREATE TYPE c AS (a int);
CREATE TABLE t OF c;
DROP TYPE c;
