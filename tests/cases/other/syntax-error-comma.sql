-- case: A comma too many
-- covers: create-table/column
-- error: 42601
CREATE TABLE t (a int,);
