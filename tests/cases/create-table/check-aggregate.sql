-- case: A check holds no aggregate
-- covers: create-table/check
-- error: 42803
CREATE TABLE t (a int CHECK (max(a) > 1));
