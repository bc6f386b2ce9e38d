-- case: Two parents with a common column
-- covers: create-table/inherits
CREATE TABLE p (a int, b int CHECK (b > 0));
CREATE TABLE q (b int NOT NULL, c int);
CREATE TABLE c () INHERITS (p, q);
