-- case: A rule with a condition does not replace a statement
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
CREATE RULE r AS ON DELETE TO v WHERE OLD.a > 1 DO INSTEAD NOTHING;
DELETE FROM v;
