-- case: No such attribute to rename
-- covers: alter-type/rename-attribute
-- error: 42703
CREATE TYPE c AS (a int);
ALTER TYPE c RENAME ATTRIBUTE b TO d;
