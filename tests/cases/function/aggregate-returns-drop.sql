-- case: A type that an aggregate gives is held by it
-- covers: create-aggregate/aggregate
-- error: 2BP01
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION next_pair(p pair, n int) RETURNS pair LANGUAGE sql AS $$ SELECT p $$;
CREATE AGGREGATE pairs(int) (SFUNC = next_pair, STYPE = pair);
DROP TYPE pair;
