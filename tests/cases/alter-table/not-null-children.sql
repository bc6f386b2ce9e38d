-- case: Children follow SET NOT NULL
-- covers: alter-table/set-not-null, create-table/inherits
CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE p ALTER COLUMN a SET NOT NULL;
