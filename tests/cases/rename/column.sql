-- case: A column renamed: everything that names it follows, except names
-- covers: alter-table/rename-column
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE CHECK (b > a), c int GENERATED ALWAYS AS (a + b) STORED, d serial);
CREATE INDEX ON t (lower(b::text)) WHERE a > 0;
CREATE TABLE r (x int REFERENCES t (a));
CREATE VIEW v AS SELECT a, b FROM t WHERE c > 0;
ALTER TABLE t RENAME COLUMN a TO aa;
ALTER TABLE t RENAME b TO bb;
ALTER TABLE t RENAME COLUMN d TO dd;
