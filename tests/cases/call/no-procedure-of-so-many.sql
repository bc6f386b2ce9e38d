-- case: CALL with more arguments than any procedure of the name has
-- error: 42883
CREATE PROCEDURE note(a int, b int DEFAULT 2) LANGUAGE sql AS $$ SELECT $1 + $2 $$;
CALL note(1);
CALL note(1, 2);
CALL note(1, 2, 3);
