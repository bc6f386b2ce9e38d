-- case: NULLS [NOT] DISTINCT
-- covers: create-table/unique-nulls-distinct, create-table/table-unique-nulls-distinct
CREATE TABLE t (a int UNIQUE NULLS NOT DISTINCT, b int UNIQUE NULLS DISTINCT, c int, d int, UNIQUE NULLS NOT DISTINCT (c, d));
