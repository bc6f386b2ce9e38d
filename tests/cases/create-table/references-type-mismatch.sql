-- case: Types without a common equality
-- covers: create-table/references
-- error: 42804
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c (a text REFERENCES p);
