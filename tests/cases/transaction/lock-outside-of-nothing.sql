-- case: That no transaction is open is told before that the table is missing
-- covers: create-table/table
-- error: 25P01
LOCK TABLE nosuch;
