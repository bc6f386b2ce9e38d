-- case: A default of a type that does not fit
-- covers: create-table/default
-- error: 42804
CREATE TABLE t (a int DEFAULT true);
