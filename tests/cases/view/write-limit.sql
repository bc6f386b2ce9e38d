-- case: UPDATE of a view over one with LIMIT
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, b FROM t LIMIT ALL;
CREATE VIEW above AS SELECT a FROM v;
UPDATE above SET a = 1;
