-- case: A function that is declared stable, in a generated column
-- error: 42P17
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN 2 * n;
END
$$;
CREATE TABLE pairs (n integer, twice integer GENERATED ALWAYS AS (twice(n)) STORED);
