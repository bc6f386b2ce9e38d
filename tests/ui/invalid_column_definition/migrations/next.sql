-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE p (a int DEFAULT 1);
CREATE TABLE q (a int DEFAULT 2);
CREATE TABLE c () INHERITS (p, q);
