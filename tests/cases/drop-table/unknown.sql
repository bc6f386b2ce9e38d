-- case: No such table
-- covers: drop-table/drop
-- error: 42P01
DROP TABLE nosuch;
