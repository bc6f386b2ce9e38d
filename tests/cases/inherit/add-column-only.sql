-- case: A column must reach the children
-- covers: alter-table/add-column, alter-table/only, create-table/inherits
-- error: 42P16
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
ALTER TABLE ONLY p ADD COLUMN b int;
