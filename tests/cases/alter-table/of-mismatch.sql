-- case: The columns must be the type's
-- covers: alter-table/of, create-type/composite
-- error: 42804
CREATE TYPE pt AS (a int, b text);
CREATE TABLE t (a int, c text);
ALTER TABLE t OF pt;
