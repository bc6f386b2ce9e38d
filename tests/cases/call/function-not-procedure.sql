-- case: CALL of a function
-- error: 42809
CREATE FUNCTION area() RETURNS int LANGUAGE sql AS $$ SELECT 4 $$;
SELECT area();
CALL area();
