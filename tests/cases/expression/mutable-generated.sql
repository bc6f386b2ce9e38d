-- case: A generated column depends on the time zone
-- error: 42P17
CREATE TABLE readings (at timestamptz, shown text GENERATED ALWAYS AS ('at ' || at) STORED);
