-- case: EXECUTE makes a collation whose locale is known only when it runs
-- covers: create-table/column-collate
DO $$
BEGIN
    EXECUTE 'CREATE COLLATION here (locale = ' || quote_literal((SELECT datcollate FROM pg_database WHERE datname = current_database())) || ')';
END $$;
CREATE TABLE t (a text COLLATE here);
ALTER COLLATION here RENAME TO there;
