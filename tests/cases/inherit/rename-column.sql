-- case: Renamed in all descendants
-- covers: alter-table/rename-column, create-table/inherits
CREATE TABLE p (a int CHECK (a > 0));
CREATE TABLE k () INHERITS (p);
ALTER TABLE p RENAME COLUMN a TO b;
