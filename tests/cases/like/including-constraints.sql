-- case: INCLUDING CONSTRAINTS copies checks, not keys
-- covers: create-table/like-including-constraints
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE s (a int CHECK (a > 0), b int UNIQUE REFERENCES p, CONSTRAINT n CHECK (a < b) NO INHERIT);
CREATE TABLE t (LIKE s INCLUDING CONSTRAINTS);
