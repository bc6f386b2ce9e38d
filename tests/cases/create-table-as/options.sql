-- case: The options of CREATE TABLE AS
-- covers: create-table-as/temporary, create-table-as/unlogged, create-table-as/if-not-exists, create-table-as/using-method, create-table-as/with-storage, create-table-as/tablespace, create-table-as/on-commit
CREATE TEMP TABLE a ON COMMIT PRESERVE ROWS AS SELECT 1 AS x;
CREATE UNLOGGED TABLE b AS SELECT 1 AS x;
CREATE TABLE IF NOT EXISTS b AS SELECT 2 AS y;
CREATE TABLE IF NOT EXISTS c USING heap WITH (fillfactor = 50) TABLESPACE pg_default AS SELECT 1 AS x;
CREATE TEMPORARY TABLE d ON COMMIT DROP AS SELECT 1 AS x;
CREATE TEMPORARY TABLE e ON COMMIT DELETE ROWS AS SELECT 1 AS x;
