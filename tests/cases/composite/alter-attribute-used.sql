-- case: Changing a type is not
-- covers: alter-type/alter-attribute
-- error: 0A000
CREATE TYPE c AS (a int);
CREATE TABLE t (v c);
ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint;
