-- case: A child cannot rename what it inherits
-- covers: alter-table/rename-column, create-table/inherits
-- error: 42P16
CREATE TABLE p (a int);
CREATE TABLE k () INHERITS (p);
ALTER TABLE k RENAME COLUMN a TO b;
