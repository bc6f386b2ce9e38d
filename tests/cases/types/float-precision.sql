-- case: Too much precision for a float
-- covers: create-table/column
-- error: 22023
CREATE TABLE t (a float(54));
