-- case: Not even with CASCADE, which is for typed tables
-- covers: alter-type/alter-attribute
-- error: 0A000
CREATE TYPE c AS (a int);
CREATE TABLE t (v c);
ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint CASCADE;
