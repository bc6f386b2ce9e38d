-- case: COPY has an option twice
-- covers: create-table/table
-- error: 42601
CREATE TABLE t (a int, b text);
COPY t FROM '/dev/null' WITH (FORMAT csv, FORCE_NULL (a, b), FORCE_NULL (b));
