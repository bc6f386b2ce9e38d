-- case: OUT parameters are what the function gives
CREATE FUNCTION names(IN base text, OUT tab text, OUT idx text) LANGUAGE plpgsql AS $$
BEGIN
    tab := base || '_table';
    idx := base || '_index';
END $$;
CREATE FUNCTION one(OUT n int) LANGUAGE plpgsql AS $$
BEGIN
    n := 1;
END $$;
DO $$
DECLARE
    r record;
BEGIN
    SELECT * INTO r FROM names('big');
    EXECUTE format('CREATE TABLE %I (id int)', r.tab);
    EXECUTE format('CREATE INDEX %I ON %I (id)', r.idx, r.tab);
    IF one() = 1 THEN
        CREATE TABLE is_one (id int);
    END IF;
END $$;
