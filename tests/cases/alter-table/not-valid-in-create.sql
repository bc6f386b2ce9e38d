-- case: CREATE TABLE takes NOT VALID and ignores it
-- covers: create-table/table-check
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int, CHECK (a > 0) NOT VALID, FOREIGN KEY (a) REFERENCES p NOT VALID);
