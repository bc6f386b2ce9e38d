-- case: A table does not become a view
-- covers: create-view/view
-- error: 42809
-- postgres: 18
CREATE TABLE t (a int, b text);
CREATE RULE "_RETURN" AS ON SELECT TO t DO INSTEAD SELECT 1 AS a, 'x'::text AS b;
