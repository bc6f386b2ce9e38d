-- case: SET EXPRESSION is newer than 15
-- covers: create-table/generated-stored
-- postgres: 15
-- error: 42601
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE t ALTER COLUMN b SET EXPRESSION AS (a * 3);
