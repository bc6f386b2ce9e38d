-- case: A body of SQL in the language plpgsql
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
SELECT 1;
$$;
