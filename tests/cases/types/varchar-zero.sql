-- case: A length of zero
-- covers: create-table/column
-- error: 22023
CREATE TABLE t (a varchar(0));
