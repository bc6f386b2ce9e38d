-- case: Everything else moves, too
-- covers: alter-function/set-schema, alter-view/set-schema, alter-type/set-schema, alter-domain/set-schema, alter-sequence/set-schema
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('x');
CREATE TYPE c AS (a int);
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE SEQUENCE q;
CREATE FUNCTION f(e) RETURNS c LANGUAGE sql AS 'SELECT NULL::c';
CREATE VIEW v AS SELECT 1 AS a;
CREATE TABLE t (a e, b c, x d, y int DEFAULT nextval('q'));
ALTER TYPE e SET SCHEMA s;
ALTER TYPE c SET SCHEMA s;
ALTER DOMAIN d SET SCHEMA s;
ALTER SEQUENCE q SET SCHEMA s;
ALTER VIEW v SET SCHEMA s;
ALTER FUNCTION f(s.e) SET SCHEMA s;
