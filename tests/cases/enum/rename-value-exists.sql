-- case: The new label is there
-- covers: alter-type/rename-value
-- error: 42710
CREATE TYPE e AS ENUM ('a', 'b');
ALTER TYPE e RENAME VALUE 'a' TO 'b';
