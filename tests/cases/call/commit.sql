-- case: a function cannot end the transaction
-- error: 2D000
CREATE FUNCTION make() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE made (id int);
    COMMIT;
END $$;
SELECT make();
