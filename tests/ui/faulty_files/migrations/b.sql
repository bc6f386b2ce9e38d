-- revision: b
-- down_revision: a
SELECT 1;
-- +up
SELECT 2;
-- +down
SELECT 3;
