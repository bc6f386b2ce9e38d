-- case: A size is too small
-- error: 22023
SET work_mem = '1kB';
