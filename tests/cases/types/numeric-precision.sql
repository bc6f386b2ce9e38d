-- case: Too much precision
-- covers: create-table/column
-- error: 22023
CREATE TABLE t (a numeric(1001));
