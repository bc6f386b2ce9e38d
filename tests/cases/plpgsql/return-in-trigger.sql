-- case: RETURN has no value in a trigger's function
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN;
END
$$;
