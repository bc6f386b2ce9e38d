-- case: A code that no character has
-- covers: create-table/default
-- error: 42601
CREATE TABLE t (a text DEFAULT E'\U00110000');
