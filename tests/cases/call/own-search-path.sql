-- case: SET search_path of a function holds while it runs
CREATE SCHEMA app;
CREATE FUNCTION public.make() RETURNS void LANGUAGE plpgsql SET search_path = app AS $$
BEGIN
    CREATE TABLE made (id int);
    CREATE TYPE mood AS ENUM ('ok');
END $$;
SELECT make();
CREATE TABLE after (m app.mood);
