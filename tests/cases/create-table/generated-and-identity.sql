-- case: A column is generated or identity
-- covers: create-table/generated-stored, create-table/identity-always
-- error: 42601
CREATE TABLE t (a int, b int GENERATED ALWAYS AS IDENTITY GENERATED ALWAYS AS (a) STORED);
