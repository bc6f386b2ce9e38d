-- case: A check must be boolean
-- covers: create-table/check
-- error: 42804
CREATE TABLE t (a int CHECK (a + 1));
