-- case: A condition is no integer
-- covers: create-table/generated-stored
-- error: 42804
CREATE TABLE t (a int, g int GENERATED ALWAYS AS (a > 1) STORED);
