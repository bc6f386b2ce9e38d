-- revision: a
-- down_revision: none
-- +up
SELECT 1;
-- +up
SELECT 2;
-- +down
SELECT 3;
