-- case: The attribute is there
-- covers: alter-type/add-attribute
-- error: 42701
CREATE TYPE c AS (a int);
ALTER TYPE c ADD ATTRIBUTE a int;
