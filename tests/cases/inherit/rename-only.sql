-- case: ONLY cannot rename an inherited column
-- covers: alter-table/rename-column, alter-table/only, create-table/inherits
-- error: 42P16
CREATE TABLE p (a int);
CREATE TABLE k () INHERITS (p);
ALTER TABLE ONLY p RENAME COLUMN a TO b;
