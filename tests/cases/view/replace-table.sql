-- case: A table is not replaced by a view
-- covers: create-view/or-replace
-- error: 42809
CREATE TABLE t (a int);
CREATE OR REPLACE VIEW t AS SELECT 1 AS a;
