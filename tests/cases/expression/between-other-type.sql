-- case: Both bounds of BETWEEN are compared
-- covers: create-table/check
-- error: 42883
CREATE TABLE t (a int, d date, CHECK (a BETWEEN 1 AND d));
