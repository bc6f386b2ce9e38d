-- case: A label is written as a text
-- error: 42P17
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE people (id integer, mood mood);
CREATE INDEX people_idx ON people ((mood::text));
