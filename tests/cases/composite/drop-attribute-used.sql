-- case: Dropping, too
-- covers: alter-type/drop-attribute
CREATE TYPE c AS (a int, b int);
CREATE TABLE t (v c);
ALTER TYPE c DROP ATTRIBUTE b;
