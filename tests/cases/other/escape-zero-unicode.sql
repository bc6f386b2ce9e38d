-- case: A Unicode escape of the code 0 in a name
-- covers: create-table/default
-- error: 42601
CREATE TABLE t (U&"a\0000" text);
