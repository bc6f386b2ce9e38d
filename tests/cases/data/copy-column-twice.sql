-- case: COPY names a column twice
-- covers: create-table/table
-- error: 42701
CREATE TABLE t (a int, b text);
COPY t (a, b, a) FROM '/dev/null';
