-- case: The order of the referenced columns may differ from the key's
-- covers: create-table/table-foreign-key
CREATE TABLE p (a int, b text, PRIMARY KEY (a, b));
CREATE TABLE c (x text, y int, FOREIGN KEY (x, y) REFERENCES p (b, a));
