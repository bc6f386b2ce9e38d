-- case: CALL of a procedure that is not there
-- error: 42883
CREATE PROCEDURE greet(name text, OUT answer text) LANGUAGE sql AS $$ SELECT 'hello ' || name $$;
CALL greet('you', NULL);
CALL part();
