-- case: An unknown parameter of the index of a key
-- covers: create-table/index-parameters-with
-- error: 22023
CREATE TABLE t (a int PRIMARY KEY WITH (nosuch = 1));
