-- case: No such label
-- covers: alter-type/rename-value
-- error: 22023
CREATE TYPE e AS ENUM ('a');
ALTER TYPE e RENAME VALUE 'x' TO 'y';
