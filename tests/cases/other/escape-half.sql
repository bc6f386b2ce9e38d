-- case: Half of a surrogate pair
-- covers: create-table/default
-- error: 42601
CREATE TABLE t (a text DEFAULT E'\ud83dbc');
