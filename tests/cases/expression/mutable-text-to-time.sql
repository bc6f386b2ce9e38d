-- case: An index over a text that is read as a time with zone
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE INDEX readings_idx ON readings ((CAST(note AS timestamptz)));
