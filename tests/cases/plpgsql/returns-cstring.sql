-- case: No function in PL/pgSQL returns cstring
-- covers: create-function/as
-- error: 0A000
CREATE FUNCTION work() RETURNS cstring LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END
$$;
