-- case: A table with columns of common types
-- covers: create-table/table, create-table/column
CREATE TABLE t (a integer, b bigint, c text, d boolean, e timestamptz, f numeric(12,2));
