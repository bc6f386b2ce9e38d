-- case: What is missing is named without its schema
-- covers: drop-table/drop
-- error: 42P01
CREATE SCHEMA s;
DROP TABLE s.b;
