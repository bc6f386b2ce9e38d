-- case: A table cannot hold itself
-- covers: create-table/column
-- error: 42P16
CREATE TABLE x (a int);
ALTER TABLE x ADD COLUMN b x;
