-- case: INSERT into a view of an aggregate
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT max(a) AS a FROM t;
INSERT INTO v VALUES (1);
