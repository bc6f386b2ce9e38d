-- case: The label is there
-- covers: alter-type/add-value
-- error: 42710
CREATE TYPE e AS ENUM ('a');
ALTER TYPE e ADD VALUE 'a';
