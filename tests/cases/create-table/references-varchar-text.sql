-- case: varchar refers to text
-- covers: create-table/references
CREATE TABLE p (a text PRIMARY KEY);
CREATE TABLE c (a varchar(10) REFERENCES p, b char(4) REFERENCES p);
