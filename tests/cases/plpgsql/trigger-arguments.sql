-- case: A trigger's function has arguments
-- covers: create-function/as
-- error: 42P13
CREATE FUNCTION work(a integer) RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END
$$;
