-- case: An index stores values of the composite type
-- covers: alter-type/alter-attribute
-- error: 0A000
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (x int, y text);
CREATE INDEX whole ON t (x, (row(x, y)::pair));
ALTER TYPE pair ALTER ATTRIBUTE b TYPE varchar;
