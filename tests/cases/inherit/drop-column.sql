-- case: Dropped in the parent, kept where the child said it itself
-- covers: alter-table/drop-column, create-table/inherits
CREATE TABLE p (a int, b int, c int);
CREATE TABLE k (b int) INHERITS (p);
ALTER TABLE p DROP COLUMN a, DROP COLUMN b;
