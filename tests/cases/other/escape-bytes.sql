-- case: Bytes that are no UTF-8
-- covers: create-table/default
-- error: 22021
CREATE TABLE t (a text DEFAULT E'\xe3a');
