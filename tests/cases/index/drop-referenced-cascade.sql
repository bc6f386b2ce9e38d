-- case: CASCADE takes the foreign key
-- covers: drop-index/cascade
CREATE TABLE p (a int);
CREATE UNIQUE INDEX i ON p (a);
CREATE TABLE c (a int REFERENCES p (a));
DROP INDEX i CASCADE;
