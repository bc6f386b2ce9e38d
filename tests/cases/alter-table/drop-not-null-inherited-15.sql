-- case: Before 18 a child may drop what it inherited
-- covers: alter-table/drop-not-null, create-table/inherits
-- postgres: 15
CREATE TABLE p (a int NOT NULL);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE c ALTER COLUMN a DROP NOT NULL;
