-- case: No such neighbour
-- covers: alter-type/add-value-after
-- error: 22023
CREATE TYPE e AS ENUM ('a');
ALTER TYPE e ADD VALUE 'b' AFTER 'z';
