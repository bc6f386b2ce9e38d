-- case: Columns may be added at the end
-- covers: create-view/or-replace
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
CREATE OR REPLACE VIEW v AS SELECT a, b FROM t WHERE a > 3;
CREATE OR REPLACE VIEW v AS SELECT a, b, 1 AS c FROM t;
