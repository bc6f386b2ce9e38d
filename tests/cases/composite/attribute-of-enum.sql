-- case: An enum has no attributes
-- covers: alter-type/add-attribute
-- error: 42P01
CREATE TYPE e AS ENUM ('a');
ALTER TYPE e ADD ATTRIBUTE b int;
