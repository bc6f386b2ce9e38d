-- case: One attribute twice
-- covers: create-type/composite
-- error: 42701
CREATE TYPE c AS (a int, a text);
