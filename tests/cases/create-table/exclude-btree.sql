-- case: EXCLUDE without a method uses btree
-- covers: create-table/exclude
CREATE TABLE t (a int, b int, EXCLUDE (a WITH =), EXCLUDE ((a + b) WITH =));
