-- case: a function that raises an exception
-- error: 22023
CREATE FUNCTION make(kind text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF kind NOT IN ('a', 'b') THEN
        RAISE EXCEPTION 'no such kind' USING ERRCODE = '22023';
    END IF;
    EXECUTE format('CREATE TABLE %I (id int)', kind);
END $$;
SELECT make('a');
SELECT make('c');
