-- case: numeric does not refer to bigint
-- covers: create-table/references
-- error: 42804
CREATE TABLE p (a bigint PRIMARY KEY);
CREATE TABLE c (a numeric REFERENCES p);
