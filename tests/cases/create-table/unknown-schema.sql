-- case: A schema that does not exist
-- covers: create-table/table
-- error: 3F000
CREATE TABLE nosuch.t (a int);
