-- case: The rule that is a view's query
-- covers: create-view/view
-- error: 2BP01
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
DROP RULE "_RETURN" ON v CASCADE;
