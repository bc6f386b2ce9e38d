-- case: A foreign key to nothing
-- covers: create-table/references
-- error: 42P01
CREATE TABLE c (a int REFERENCES nosuch);
