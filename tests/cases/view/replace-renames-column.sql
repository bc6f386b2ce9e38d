-- case: Nor renamed
-- covers: create-view/or-replace
-- error: 42P16
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
CREATE OR REPLACE VIEW v AS SELECT a AS z FROM t;
