-- case: RAISE has a level that is mistyped
-- covers: create-function/as
-- error: 42704
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTCE 'a';
  RETURN 1;
END
$$;
