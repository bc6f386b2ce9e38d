-- case: search_path set in blocks, for the session and for the transaction
-- covers: do/do
CREATE SCHEMA s;
CREATE SCHEMA l;
DO $$
BEGIN
    PERFORM set_config('search_path', 's', true);
    CREATE TABLE in_block (a int);
END $$;
CREATE TABLE behind (a int);
DO $$
BEGIN
    EXECUTE 'SET LOCAL search_path TO l';
    CREATE TABLE in_local (a int);
END $$;
CREATE TABLE behind_local (a int);
DO $$
BEGIN
    EXECUTE 'SET search_path TO l';
END $$;
CREATE TABLE behind_set (a int);
DO $$
BEGIN
    PERFORM pg_catalog.set_config('search_path', 's, public', false);
    SET LOCAL search_path TO public;
    CREATE TABLE in_set_local (a int);
END $$;
CREATE TABLE behind_config (a int);
