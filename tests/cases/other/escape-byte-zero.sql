-- case: A byte 0
-- covers: create-table/default
-- error: 22021
CREATE TABLE t (a text DEFAULT E'a\0');
