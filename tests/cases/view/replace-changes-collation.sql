-- case: A column's collation stays
-- covers: create-view/or-replace
-- error: 42P16
CREATE TABLE t (a text);
CREATE VIEW v AS SELECT a COLLATE "C" AS a FROM t;
CREATE OR REPLACE VIEW v AS SELECT a COLLATE "POSIX" AS a FROM t;
