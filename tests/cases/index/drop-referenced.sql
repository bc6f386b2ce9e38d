-- case: A foreign key needs the unique index
-- covers: drop-index/drop
-- error: 2BP01
CREATE TABLE p (a int);
CREATE UNIQUE INDEX i ON p (a);
CREATE TABLE c (a int REFERENCES p (a));
DROP INDEX i;
