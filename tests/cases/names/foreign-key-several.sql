-- case: A foreign key's name holds all of its columns
-- covers: create-table/table-foreign-key
CREATE TABLE p (a int, b int, c int, PRIMARY KEY (a, b), UNIQUE (b, c));
CREATE TABLE t (x int, y int, z int, FOREIGN KEY (x, y) REFERENCES p, FOREIGN KEY (y, z) REFERENCES p (b, c), FOREIGN KEY (x, y) REFERENCES p);
