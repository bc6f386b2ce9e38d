-- case: The listed column must be in the foreign key
-- covers: create-table/action-set-null-columns
-- error: 42P10
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c (a int, z int, FOREIGN KEY (a) REFERENCES p ON DELETE SET NULL (z));
