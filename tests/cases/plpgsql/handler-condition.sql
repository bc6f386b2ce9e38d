-- case: A handler names a condition that is none
-- covers: create-function/as
-- error: 42704
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
EXCEPTION
  WHEN unique_violations THEN
    RETURN 2;
END
$$;
