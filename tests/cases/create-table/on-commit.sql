-- case: ON COMMIT of temporary tables; DROP ends with the statement
-- covers: create-table/on-commit-preserve, create-table/on-commit-delete, create-table/on-commit-drop
CREATE TEMP TABLE a (x int) ON COMMIT PRESERVE ROWS;
CREATE TEMP TABLE b (x int) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE c (x int) ON COMMIT DROP;
CREATE TABLE c (y int);
