-- case: Columns added to the parent reach all descendants, and merge
-- covers: alter-table/add-column, create-table/inherits
CREATE TABLE p (a int);
CREATE TABLE c (x int) INHERITS (p);
CREATE TABLE d (y int) INHERITS (c);
ALTER TABLE p ADD COLUMN b int NOT NULL DEFAULT 1;
ALTER TABLE p ADD COLUMN x int;
