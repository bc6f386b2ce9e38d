-- case: RETURN has a value in a procedure
-- covers: create-procedure/procedure
-- error: 42601
CREATE PROCEDURE work() LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END
$$;
