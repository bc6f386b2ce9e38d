-- case: an index on what depends on settings
-- error: 42P17

CREATE TABLE people (born date, notes jsonb);
CREATE INDEX people_notes ON people (jsonb_build_object('notes', notes));
