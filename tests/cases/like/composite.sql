-- case: LIKE of a composite type
-- covers: create-table/like, create-type/composite
CREATE TYPE ct AS (a int, b text);
CREATE TABLE t (LIKE ct);
