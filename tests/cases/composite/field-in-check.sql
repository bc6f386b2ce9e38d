-- case: A check of a table reads a field: DROP ATTRIBUTE
-- covers: alter-type/drop-attribute
-- error: 2BP01
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (p pair, CONSTRAINT positive CHECK ((p).a > 0));
ALTER TYPE pair DROP ATTRIBUTE b;
ALTER TYPE pair DROP ATTRIBUTE a;
