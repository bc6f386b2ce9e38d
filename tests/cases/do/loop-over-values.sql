-- case: Loops over arrays, ranges, VALUES and functions, with EXIT and CONTINUE
-- covers: do/do
DO $$
DECLARE
    names text[] := ARRAY['a', 'b', 'c'];
    n text;
    i int;
    r record;
    k int := 0;
BEGIN
    FOREACH n IN ARRAY names LOOP
        CONTINUE WHEN n = 'b';
        EXECUTE format('CREATE TABLE each_%s (x int)', n);
    END LOOP;
    FOR i IN 1 .. array_length(names, 1) LOOP
        EXIT WHEN i > 2;
        EXECUTE 'CREATE TABLE nr_' || names[i] || ' (x int)';
    END LOOP;
    FOR i IN REVERSE 4 .. 1 BY 2 LOOP
        EXECUTE 'CREATE TABLE rev_' || i || ' (x int)';
    END LOOP;
    FOR r IN SELECT * FROM (VALUES ('v1', 'int'), ('v2', 'text')) AS v (name, type) LOOP
        EXECUTE format('CREATE TABLE %I (x %s)', r.name, r.type);
    END LOOP;
    FOR r IN SELECT unnest(ARRAY['u1', 'u2']) AS name LOOP
        EXECUTE format('CREATE TABLE %I (x int)', r.name);
    END LOOP;
    FOR i IN SELECT generate_series FROM generate_series(1, 2) LOOP
        EXECUTE format('CREATE TABLE g%s (x int)', i);
    END LOOP;
    WHILE k < 2 LOOP
        k := k + 1;
        EXECUTE 'CREATE TABLE while_' || k || ' (x int)';
    END LOOP;
    <<outer>>
    LOOP
        LOOP
            k := k + 1;
            EXIT outer WHEN k > 3;
            EXECUTE 'CREATE TABLE loop_' || k || ' (x int)';
        END LOOP;
    END LOOP;
END $$;
