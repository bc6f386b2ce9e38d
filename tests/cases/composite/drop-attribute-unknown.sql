-- case: No such attribute
-- covers: alter-type/drop-attribute
-- error: 42703
CREATE TYPE c AS (a int);
ALTER TYPE c DROP ATTRIBUTE b;
