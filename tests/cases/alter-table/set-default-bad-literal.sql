-- case: A literal that the type cannot read
-- covers: alter-table/set-default
-- error: 22P02
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x';
