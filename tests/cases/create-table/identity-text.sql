-- case: Only integers are identities
-- covers: create-table/identity-always
-- error: 22023
CREATE TABLE t (a text GENERATED ALWAYS AS IDENTITY);
