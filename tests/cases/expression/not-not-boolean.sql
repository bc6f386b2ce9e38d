-- case: NOT negates a condition
-- covers: create-table/check
-- error: 42804
CREATE TABLE t (a int CHECK (NOT a));
