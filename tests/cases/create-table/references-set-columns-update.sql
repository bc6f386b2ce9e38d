-- case: Column lists are for ON DELETE alone
-- covers: create-table/action-set-null-columns
-- error: 0A000
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p ON UPDATE SET NULL (b));
