-- case: A text is searched in the session's language
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE INDEX readings_idx ON readings (to_tsvector(note));
