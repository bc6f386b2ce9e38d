-- case: AND joins conditions
-- covers: create-table/check
-- error: 42804
CREATE TABLE t (a int CHECK (a AND true));
