-- case: A child keeps what it inherits
-- covers: alter-table/drop-column, create-table/inherits
-- error: 42P16
CREATE TABLE p (a int);
CREATE TABLE k () INHERITS (p);
ALTER TABLE k DROP COLUMN a;
