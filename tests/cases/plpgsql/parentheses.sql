-- case: A parenthesis is not closed
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work(a integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN (a + 2;
END
$$;
