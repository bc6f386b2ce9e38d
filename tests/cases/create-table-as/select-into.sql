-- case: SELECT INTO makes a table
-- covers: create-table-as/select-into
CREATE TABLE s (a int, b text);
SELECT a, b INTO t FROM s;
SELECT a INTO TABLE u FROM s;
SELECT a INTO UNLOGGED v FROM s;
SELECT a INTO TEMPORARY w FROM s;
