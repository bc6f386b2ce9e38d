-- case: A generated column in the identity that is not sent
-- postgres: 18
-- error: 42P10
CREATE TABLE reading (id int, twice int GENERATED ALWAYS AS (id * 2) STORED NOT NULL UNIQUE);
ALTER TABLE reading REPLICA IDENTITY USING INDEX reading_twice_key;
CREATE PUBLICATION feed FOR TABLE reading WITH (publish_generated_columns = stored);
UPDATE reading SET id = 1;
ALTER PUBLICATION feed SET (publish_generated_columns = none);
UPDATE reading SET id = 1;
