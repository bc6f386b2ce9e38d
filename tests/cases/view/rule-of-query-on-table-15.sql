-- case: A table becomes a view, up to 15
-- covers: create-view/view
-- postgres: 15
CREATE TABLE t (a int NOT NULL, b text DEFAULT 'x');
CREATE TABLE u (a int, b text);
CREATE RULE "_RETURN" AS ON SELECT TO u DO INSTEAD SELECT a, b FROM t;
CREATE RULE "_RETURN" AS ON SELECT TO t DO INSTEAD SELECT 1 AS a, 'x'::text AS b;
CREATE OR REPLACE RULE "_RETURN" AS ON SELECT TO t DO INSTEAD SELECT 2 AS a, 'y'::text AS b;
DROP VIEW u;
