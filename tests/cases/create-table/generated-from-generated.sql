-- case: A generated column cannot name another
-- covers: create-table/generated-stored
-- error: 42P17
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a) STORED, c int GENERATED ALWAYS AS (b) STORED);
