-- case: An empty name
-- covers: create-table/table
-- error: 42601
CREATE TABLE "" (a int);
