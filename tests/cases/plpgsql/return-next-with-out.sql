-- case: RETURN NEXT has a value beside the columns of a table
-- covers: create-function/as
-- error: 42804
CREATE FUNCTION work() RETURNS TABLE (a integer) LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEXT 1;
END
$$;
