-- case: A date and a time with zone are the branches of a CASE
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE INDEX readings_idx ON readings ((CASE WHEN id > 1 THEN day ELSE at END));
