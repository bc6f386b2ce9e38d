-- case: With check_function_bodies off no body is read
-- covers: create-function/as
SET check_function_bodies = off;
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETRUN 1;
END
$$;
