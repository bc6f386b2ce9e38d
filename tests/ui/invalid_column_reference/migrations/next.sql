-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c (a int, z int, FOREIGN KEY (a) REFERENCES p ON DELETE SET NULL (z));
