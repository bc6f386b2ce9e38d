-- migrate:up
SELECT 1;
-- migrate:down
-- migrate:up
SELECT 2;
-- migrate:down
