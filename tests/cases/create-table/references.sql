-- case: Foreign keys with and without columns
-- covers: create-table/references, create-table/references-column, create-table/table-foreign-key
CREATE TABLE p (id int PRIMARY KEY, code text UNIQUE, a int, b int, UNIQUE (a, b));
CREATE TABLE c (x int REFERENCES p, y text REFERENCES p (code), z int, w int, FOREIGN KEY (z) REFERENCES p, FOREIGN KEY (z, w) REFERENCES p (a, b));
