-- case: Adding is allowed while tables use the type
-- covers: alter-type/add-attribute
CREATE TYPE c AS (a int);
CREATE TABLE t (v c);
ALTER TYPE c ADD ATTRIBUTE b int;
