-- case: SET NULL and SET DEFAULT of some columns
-- covers: create-table/action-set-null-columns, create-table/action-set-default-columns
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL (b));
CREATE TABLE d (a int, b int, FOREIGN KEY (a, b) REFERENCES p ON DELETE SET DEFAULT (a, b));
