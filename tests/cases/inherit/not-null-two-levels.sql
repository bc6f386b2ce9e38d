-- case: From 18 on NOT NULL of a primary key is inherited, and dropped with care
-- covers: alter-table/drop-not-null, create-table/inherits
-- postgres: 18
CREATE TABLE p (a int PRIMARY KEY, b int NOT NULL);
CREATE TABLE c (b int NOT NULL) INHERITS (p);
CREATE TABLE d () INHERITS (c);
ALTER TABLE p ALTER COLUMN b DROP NOT NULL;
