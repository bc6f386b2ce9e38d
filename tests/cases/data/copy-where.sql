-- case: WHERE of COPY FROM
CREATE TABLE t (a int, b text);
COPY t FROM '/dev/null' WITH (FORMAT csv) WHERE a > 1 AND length(b) < 3 AND t IS NOT NULL AND tableoid > 0;
COPY t (a) FROM '/dev/null' DELIMITER ',' WHERE b IS NULL;
ALTER TABLE t ADD COLUMN c int;
