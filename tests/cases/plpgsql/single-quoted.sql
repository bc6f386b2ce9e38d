-- case: A body in single quotes
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS text LANGUAGE plpgsql AS '
BEGIN
  RETURN ''a'' b c;
END
';
