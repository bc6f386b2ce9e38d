-- case: a STRICT function does not run with a NULL among its arguments
CREATE FUNCTION make(name text) RETURNS int LANGUAGE plpgsql STRICT AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (id int)', name);
    RETURN 1;
END $$;
SELECT make(NULL);
SELECT make('made');
