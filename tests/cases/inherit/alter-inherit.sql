-- case: INHERIT and NO INHERIT
-- covers: alter-table/inherit, alter-table/no-inherit
CREATE TABLE p (a int, b int NOT NULL, CONSTRAINT k CHECK (a > 0));
CREATE TABLE c (b int NOT NULL, a int, z text, CONSTRAINT k CHECK (a > 0));
ALTER TABLE c INHERIT p;
ALTER TABLE p ADD COLUMN d int;
ALTER TABLE c NO INHERIT p;
ALTER TABLE c DROP COLUMN d;
