-- case: A view may even stand on itself, though nobody can read it then
-- covers: create-view/or-replace, create-view/view
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
CREATE OR REPLACE VIEW v AS SELECT a FROM v;
