-- case: What was inherited becomes the child's own
-- covers: alter-table/no-inherit
CREATE TABLE p (a int NOT NULL DEFAULT 1 CONSTRAINT k CHECK (a > 0));
CREATE TABLE c () INHERITS (p);
ALTER TABLE c NO INHERIT p;
DROP TABLE p;
