-- case: Storage of a key's index
-- covers: create-table/index-parameters-with, create-table/index-parameters-tablespace
CREATE TABLE t (a int PRIMARY KEY WITH (fillfactor = 70), b int UNIQUE USING INDEX TABLESPACE pg_default, c int, UNIQUE (b, c) WITH (fillfactor = 80) USING INDEX TABLESPACE pg_default);
