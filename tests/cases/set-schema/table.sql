-- case: A table moves with its indexes, constraints, sequences and types
-- covers: alter-table/set-schema
CREATE SCHEMA s;
CREATE TABLE t (a serial PRIMARY KEY, b int UNIQUE, c int GENERATED ALWAYS AS IDENTITY);
CREATE INDEX i ON t (b);
CREATE TABLE r (x int REFERENCES t, y t);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t SET SCHEMA s;
