-- case: COPY TO has no WHERE
-- covers: create-table/table
-- error: 42601
CREATE TABLE t (a int, b text);
COPY t TO '/dev/null' WHERE a = 1;
