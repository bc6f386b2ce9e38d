-- case: A predicate depends on the time zone
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE INDEX readings_idx ON readings (id) WHERE at::date > '2024-01-01';
