-- case: A generated column takes what its expression gives
-- covers: create-table/generated-stored
-- error: 42804
CREATE TABLE t (a int, g int GENERATED ALWAYS AS (a || 'x') STORED);
