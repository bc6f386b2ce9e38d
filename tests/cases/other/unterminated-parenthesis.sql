-- case: A parenthesis that is not closed
-- covers: create-table/table
-- error: 42601
CREATE TABLE t (a int;
