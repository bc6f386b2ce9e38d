-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE p (a int, b int) PARTITION BY LIST (a, b);
