-- case: Children follow
-- covers: alter-table/type, create-table/inherits
CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE p ALTER COLUMN a TYPE bigint;
