-- case: of functions with one name the number of arguments decides
CREATE FUNCTION make(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (one int)', name);
END $$;
CREATE FUNCTION make(name text, col text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (%I int)', name, col);
END $$;
SELECT make('a');
SELECT make('b', 'two');
