-- case: EXIT and CONTINUE whose condition depends on rows: rounds that may not follow are not certain
-- covers: do/do
CREATE TABLE seen (a int);
CREATE TABLE u (a int);
DO $$
DECLARE
    n int;
    name text;
BEGIN
    LOOP
        SELECT count(*) INTO n FROM seen;
        CREATE TABLE once (a int);
        EXIT WHEN n = 0;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['a', 'b'] LOOP
        EXECUTE format('CREATE TABLE first_%s (x int)', name);
        EXIT WHEN n = 0;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['a', 'b'] LOOP
        EXECUTE format('CREATE TABLE kept_%s (x int)', name);
        CONTINUE WHEN n = 0;
        EXECUTE format('CREATE TABLE rest_%s (x int)', name);
    END LOOP;
    <<outer>>
    FOREACH name IN ARRAY ARRAY['a', 'b'] LOOP
        FOR i IN 1 .. 2 LOOP
            EXIT outer WHEN n = 0;
            EXECUTE format('CREATE TABLE inner_%s_%s (x int)', name, i);
        END LOOP;
        EXECUTE format('CREATE TABLE after_%s (x int)', name);
    END LOOP;
END $$;
ALTER TABLE u ADD COLUMN b int;
