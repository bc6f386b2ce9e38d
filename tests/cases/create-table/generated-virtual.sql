-- case: Virtual generated columns, with and without the word
-- covers: create-table/generated-virtual
-- postgres: 18
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL, c int GENERATED ALWAYS AS (a * 3), d int GENERATED ALWAYS AS (a * 4) STORED);
