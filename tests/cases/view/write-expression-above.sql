-- case: INSERT for an expression of the view below
-- covers: create-view/view
-- error: 0A000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, upper(b) AS u FROM t;
CREATE VIEW above AS SELECT u, a FROM v;
INSERT INTO above VALUES ('x', 1);
