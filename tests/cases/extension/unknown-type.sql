-- case: A type before its extension
-- covers: create-table/column
-- error: 42704
CREATE TABLE t (a citext);
