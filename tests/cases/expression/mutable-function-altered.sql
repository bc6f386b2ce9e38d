-- case: A function that is not immutable any more
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN 2 * n;
END
$$;
ALTER FUNCTION twice(integer) VOLATILE;
CREATE INDEX readings_idx ON readings (twice(id));
