-- case: A Unicode escape of the code 0
-- covers: create-table/default
-- error: 42601
CREATE TABLE t (a text DEFAULT E'\u0000');
