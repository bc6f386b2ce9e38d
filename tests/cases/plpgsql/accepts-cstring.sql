-- case: No function in PL/pgSQL takes cstring
-- covers: create-function/as
-- error: 0A000
CREATE FUNCTION work(a cstring) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END
$$;
