-- case: A mistyped RETURN is read as SQL
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work(a integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETRUN a;
END
$$;
