-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE t (a varchar(0));
