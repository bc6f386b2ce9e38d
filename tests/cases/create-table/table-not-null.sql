-- case: NOT NULL as a table constraint
-- covers: create-table/table-not-null
-- postgres: 18
CREATE TABLE t (a int, b int, c int, NOT NULL a, CONSTRAINT b_set NOT NULL b, NOT NULL c NO INHERIT);
