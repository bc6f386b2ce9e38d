-- case: A time has two units
-- error: 22023
SET lock_timeout = '1min 30s';
