-- case: An index over a time with zone plus an interval
-- error: 42P17
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE INDEX readings_idx ON readings ((at + interval '1 day'));
