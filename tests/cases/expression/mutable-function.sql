-- case: A function that is not declared immutable
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN 2 * n;
END
$$;
CREATE INDEX readings_idx ON readings (twice(id));
