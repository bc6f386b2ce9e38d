-- revision: next
-- down_revision: init

-- +up
SET LOCAL lock_timeout = '5s';
SET max_connections = 200;
ALTER DATABASE shop SET autovacuum = off;
SELECT set_config('log_connections', 'on', false);
ALTER SYSTEM SET work_mem = '64MB';

-- +down
