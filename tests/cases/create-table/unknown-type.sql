-- case: A type that does not exist
-- covers: create-table/column
-- error: 42704
CREATE TABLE t (a nosuchtype);
