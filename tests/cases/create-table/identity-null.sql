-- case: An identity column is never NULL
-- covers: create-table/identity-always, create-table/null
-- error: 42601
CREATE TABLE t (a int NULL GENERATED ALWAYS AS IDENTITY);
