-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE t (a int);
DROP VIEW t;
