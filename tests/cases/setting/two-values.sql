-- case: A setting takes one value
-- error: 22023
SET work_mem = 1024, 2048;
