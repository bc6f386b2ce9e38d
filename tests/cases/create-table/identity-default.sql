-- case: An identity column has no default
-- covers: create-table/identity-always, create-table/default
-- error: 42601
CREATE TABLE t (a int DEFAULT 1 GENERATED ALWAYS AS IDENTITY);
