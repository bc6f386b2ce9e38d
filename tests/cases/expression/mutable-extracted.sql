-- case: A field of a time with zone
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE INDEX readings_idx ON readings ((extract(hour FROM at)));
