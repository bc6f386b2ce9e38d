-- case: A table renamed: keys, indexes and sequences keep their names
-- covers: alter-table/rename-to, alter-table/if-exists
CREATE TABLE t (a serial PRIMARY KEY, b int UNIQUE CHECK (b > 0), c int REFERENCES t, d int GENERATED ALWAYS AS IDENTITY);
CREATE INDEX ON t (b);
CREATE TABLE r (x int REFERENCES t);
ALTER TABLE t RENAME TO u;
ALTER TABLE IF EXISTS nosuch RENAME TO x;
CREATE TABLE t (a serial PRIMARY KEY);
