-- case: A scale below zero and above the precision
-- covers: create-table/column
CREATE TABLE t (a numeric(3, -2), b numeric(3, 5), c numeric(1000, 1000));
