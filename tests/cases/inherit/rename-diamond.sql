-- case: a column is renamed in a table that inherits it twice from one

CREATE TABLE top (a int, b int);
CREATE TABLE lefts (c int) INHERITS (top);
CREATE TABLE rights (d int) INHERITS (top);
CREATE TABLE bottom (e int) INHERITS (lefts, rights);
ALTER TABLE top* RENAME COLUMN a TO aa;
ALTER TABLE top RENAME COLUMN b TO bb;
