-- case: A child has the column with another type
-- covers: alter-table/add-column, create-table/inherits
-- error: 42804
CREATE TABLE p (a int);
CREATE TABLE c (x text) INHERITS (p);
ALTER TABLE p ADD COLUMN x int;
