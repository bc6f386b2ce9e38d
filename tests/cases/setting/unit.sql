-- case: A size has a unit that is none
-- error: 22023
SET work_mem = '4 mb';
