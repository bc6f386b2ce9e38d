-- case: A type cannot hold itself
-- covers: create-type/composite
-- error: 42704
CREATE TYPE c AS (a c);
