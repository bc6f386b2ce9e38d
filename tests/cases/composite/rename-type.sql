-- case: A composite type renamed and moved
-- covers: alter-type/rename-to, alter-type/set-schema
CREATE SCHEMA s;
CREATE TYPE c AS (a int);
CREATE TABLE t (v c, w c[]);
ALTER TYPE c RENAME TO d;
ALTER TYPE d SET SCHEMA s;
