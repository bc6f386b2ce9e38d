-- case: No such schema
-- covers: drop-table/drop
-- error: 3F000
DROP TABLE nosuch.t;
