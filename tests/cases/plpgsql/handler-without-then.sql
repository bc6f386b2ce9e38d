-- case: A handler has no THEN
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
EXCEPTION
  WHEN others
    RETURN 2;
END
$$;
