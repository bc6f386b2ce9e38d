-- case: An existing label needs no neighbour
-- covers: alter-type/add-value-if-not-exists, alter-type/add-value-before
CREATE TYPE e AS ENUM ('a');
ALTER TYPE e ADD VALUE IF NOT EXISTS 'a' BEFORE 'nosuch';
