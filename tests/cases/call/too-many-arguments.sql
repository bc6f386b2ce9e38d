-- case: A function is not called with more arguments than it has
-- error: 42883
CREATE FUNCTION pick(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS $$ SELECT $1 + $2 $$;
SELECT pick(1), pick(1, 2), pick(b => 3, a => 4);
SELECT pick(1, 2, 3);
