-- case: Children follow DROP NOT NULL
-- covers: alter-table/drop-not-null, create-table/inherits
CREATE TABLE p (a int NOT NULL);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE p ALTER COLUMN a DROP NOT NULL;
