-- case: A quoted alias is no alias
-- covers: create-table/column
-- error: 42704
CREATE TABLE t (a "integer");
