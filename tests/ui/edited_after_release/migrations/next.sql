-- revision: next
-- down_revision: init

-- +up
SELECT 1;

-- +down
SELECT 1;
