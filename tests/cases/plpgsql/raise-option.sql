-- case: RAISE has an option that is none
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'no' USING HINTS = 'a';
  RETURN 1;
END
$$;
