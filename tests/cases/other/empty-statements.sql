-- case: Empty statements
-- covers: create-table/table
;
CREATE TABLE t (a int);;
;
