-- case: The collation of the database cannot be copied
-- covers: create-table/column-collate
-- error: 42P17
CREATE COLLATION mine FROM "POSIX";
CREATE TABLE t (a text COLLATE mine);
CREATE COLLATION of_database FROM "default";
