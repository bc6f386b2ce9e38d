-- case: A child cannot change what it inherits
-- covers: alter-table/type, create-table/inherits
-- error: 42P16
CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE c ALTER COLUMN a TYPE bigint;
