-- case: ON COMMIT is for temporary tables
-- covers: create-table/on-commit-drop
-- error: 42P16
CREATE TABLE t (a int) ON COMMIT DROP;
