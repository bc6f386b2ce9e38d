-- case: A view names the attribute
-- covers: alter-type/drop-attribute, create-view/view
-- error: 2BP01
CREATE TYPE c AS (a int, b int);
CREATE TABLE t (v c);
CREATE VIEW w AS SELECT (v).b FROM t;
ALTER TYPE c DROP ATTRIBUTE b;
