-- case: what a function does is refused where it is called
-- error: 42P07
CREATE FUNCTION make() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE made (id int);
END $$;
SELECT make();
SELECT make();
