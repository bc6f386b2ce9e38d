-- case: A composite type has an attribute of the type
-- covers: drop-type/drop, create-type/composite
-- error: 2BP01
CREATE TYPE e AS ENUM ('x');
CREATE TYPE c AS (a e);
DROP TYPE e;
