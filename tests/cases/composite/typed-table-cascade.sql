-- case: With CASCADE it follows
-- covers: alter-type/add-attribute, alter-type/drop-attribute, alter-type/alter-attribute, alter-type/rename-attribute, create-table/of-type
CREATE TYPE c AS (a int, x int);
CREATE TABLE t OF c (PRIMARY KEY (a));
ALTER TYPE c ADD ATTRIBUTE b int CASCADE;
ALTER TYPE c ALTER ATTRIBUTE b TYPE bigint CASCADE;
ALTER TYPE c RENAME ATTRIBUTE b TO d CASCADE;
ALTER TYPE c DROP ATTRIBUTE x CASCADE;
