-- case: A table becomes typed and untyped
-- covers: alter-table/of, alter-table/not-of, create-type/composite
CREATE TYPE pt AS (a int, b text);
CREATE TABLE t (a int NOT NULL, b text);
ALTER TABLE t OF pt;
ALTER TABLE t NOT OF;
ALTER TABLE t ADD COLUMN c int;
