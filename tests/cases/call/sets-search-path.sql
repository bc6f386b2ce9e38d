-- case: a function that sets search_path leaves it so
CREATE SCHEMA app;
CREATE FUNCTION public.enter() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    SET search_path = app, public;
END $$;
SELECT enter();
CREATE TABLE made (id int);
