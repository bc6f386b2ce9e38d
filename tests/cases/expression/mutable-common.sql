-- case: A date and a time with zone become one type
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE INDEX readings_idx ON readings (coalesce(at, day));
