-- case: ONLY makes it the child's own
-- covers: alter-table/drop-column, alter-table/only, create-table/inherits
CREATE TABLE p (a int, b int);
CREATE TABLE k () INHERITS (p);
ALTER TABLE ONLY p DROP COLUMN a;
