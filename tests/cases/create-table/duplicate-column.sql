-- case: A column named twice
-- covers: create-table/column
-- error: 42701
CREATE TABLE t (a int, b int, a text);
