-- case: An item of the caught error stands in GET DIAGNOSTICS
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  n text;
BEGIN
  GET DIAGNOSTICS n = MESSAGE_TEXT;
  RETURN 1;
END
$$;
