-- case: INSERT into a view that has no column of its table
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT 1 AS one, upper(b) AS u FROM t;
INSERT INTO v VALUES (1);
