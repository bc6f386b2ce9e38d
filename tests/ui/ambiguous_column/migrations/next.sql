-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE VIEW v AS SELECT a FROM t, u;
