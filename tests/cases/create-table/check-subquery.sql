-- case: A check holds no subquery
-- covers: create-table/check
-- error: 0A000
CREATE TABLE t (a int CHECK (a IN (SELECT 1)));
