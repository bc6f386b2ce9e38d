-- case: A word with an underscore is no integer
-- covers: alter-table/set-default
-- error: 22P02
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'wrong_type';
