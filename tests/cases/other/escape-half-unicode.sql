-- case: Half of a surrogate pair in a U& string
-- covers: create-table/default
-- error: 42601
CREATE TABLE t (a text DEFAULT U&'\d83d');
