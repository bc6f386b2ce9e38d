-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE p (a text COLLATE "C");
CREATE TABLE c (a text COLLATE "POSIX") INHERITS (p);
