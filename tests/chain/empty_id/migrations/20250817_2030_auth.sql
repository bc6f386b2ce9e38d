-- revision: 
-- down_revision: 20250817_1530_init
-- +up
SELECT 1;
-- +down
SELECT 1;
