-- case: a handler catches what a called function does
CREATE TABLE made (id int);
CREATE FUNCTION make(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (id int)', name);
END $$;
DO $$
BEGIN
    PERFORM make('made');
EXCEPTION WHEN duplicate_table THEN
    ALTER TABLE made ADD COLUMN was_there boolean;
END $$;
