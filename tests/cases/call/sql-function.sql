-- case: a function in SQL runs its statements and gives the value of the last
CREATE SCHEMA app;
CREATE FUNCTION app.make() RETURNS text LANGUAGE sql AS $$
    CREATE TABLE app.made (id int PRIMARY KEY, note text);
    CREATE INDEX made_note ON app.made (note);
    SELECT 'made'::text;
$$;
CREATE FUNCTION app.twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
SELECT app.make();
DO $$
BEGIN
    FOR i IN 1 .. app.twice(1) LOOP
        EXECUTE format('CREATE TABLE app.part_%s (id int)', i);
    END LOOP;
END $$;
