-- case: uuid does not refer to text
-- covers: create-table/references
-- error: 42804
CREATE TABLE p (a text PRIMARY KEY);
CREATE TABLE c (a uuid REFERENCES p);
