-- case: Foreign tables
-- covers: create-extension/extension
CREATE EXTENSION postgres_fdw;
CREATE SERVER srv FOREIGN DATA WRAPPER postgres_fdw;
CREATE FOREIGN TABLE ft (a int NOT NULL, b text DEFAULT 'x', CHECK (a > 0)) SERVER srv OPTIONS (table_name 'x');
ALTER FOREIGN TABLE ft ADD COLUMN c int;
ALTER FOREIGN TABLE ft RENAME COLUMN b TO d;
CREATE FOREIGN TABLE gone (a int) SERVER srv;
DROP FOREIGN TABLE gone;
