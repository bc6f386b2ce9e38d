-- case: A deferrable key cannot be referred to
-- covers: create-table/references-column, create-table/deferrable
-- error: 55000
CREATE TABLE p (a int UNIQUE DEFERRABLE);
CREATE TABLE c (a int REFERENCES p (a));
