-- case: From 18 on it may not
-- covers: alter-table/drop-not-null, create-table/inherits
-- postgres: 18
-- error: 42P16
CREATE TABLE p (a int NOT NULL);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE c ALTER COLUMN a DROP NOT NULL;
