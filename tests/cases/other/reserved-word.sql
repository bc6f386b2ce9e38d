-- case: A reserved word as a name
-- covers: create-table/column
-- error: 42601
CREATE TABLE t (select int);
