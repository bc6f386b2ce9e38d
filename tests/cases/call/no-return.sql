-- case: a function that ends without RETURN
-- error: 2F005
CREATE FUNCTION make() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE made (id int);
END $$;
SELECT make();
