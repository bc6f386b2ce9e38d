-- case: A text is read as an array
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE INDEX readings_idx ON readings ((note::integer[]));
