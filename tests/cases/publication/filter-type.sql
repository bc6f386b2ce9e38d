-- case: No column of a type of one's own in WHERE
-- error: 0A000
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE TABLE reading (id int PRIMARY KEY, state mood);
CREATE PUBLICATION feed FOR TABLE reading WHERE (state = 'low');
