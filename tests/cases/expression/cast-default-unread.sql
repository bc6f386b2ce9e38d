-- case: So must the literal of a default that is cast
-- covers: create-table/table
-- error: 22007
CREATE TABLE t (a int, b date DEFAULT CAST('someday' AS date));
