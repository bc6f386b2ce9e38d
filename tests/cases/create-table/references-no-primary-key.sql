-- case: No primary key to refer to
-- covers: create-table/references
-- error: 42704
CREATE TABLE p (a int UNIQUE);
CREATE TABLE c (a int REFERENCES p);
