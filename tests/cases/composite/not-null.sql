-- case: Attributes have no constraints
-- covers: create-type/composite
-- error: 42601
CREATE TYPE c AS (a int NOT NULL);
