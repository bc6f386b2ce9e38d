-- case: A body in PL/pgSQL is read when it runs
-- covers: create-view/view
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM n FROM (WITH RECURSIVE t(n) AS (SELECT n FROM t) SELECT n FROM t) s;
END $$;
