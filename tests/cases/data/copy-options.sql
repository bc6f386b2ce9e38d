-- case: COPY in its spellings
-- covers: create-table/table
CREATE TABLE t (a int, b text);
COPY t FROM '/dev/null' WITH (FORMAT csv, HEADER true, FORCE_NULL (a, b), NULL '') WHERE a > 1;
COPY t (a) FROM '/dev/null' (DELIMITER ',');
COPY t FROM '/dev/null' WITH DELIMITER ',' NULL '';
COPY t FROM '/dev/null' WHERE a = 1;
COPY t TO '/dev/null' WITH (FORMAT csv, FORCE_QUOTE *);
COPY (SELECT a FROM t WHERE a = 1) TO '/dev/null' WITH (FORMAT csv);
