-- case: CASCADE takes the attribute
-- covers: drop-type/cascade, create-type/composite
CREATE TYPE e AS ENUM ('x');
CREATE TYPE c AS (a e, b int);
DROP TYPE e CASCADE;
