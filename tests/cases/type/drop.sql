-- case: Types dropped
-- covers: drop-type/drop, drop-type/if-exists, drop-type/several
CREATE TYPE a AS ENUM ('x');
CREATE TYPE b AS (x int);
CREATE DOMAIN c AS int;
DROP TYPE a, b;
DROP TYPE c;
DROP TYPE IF EXISTS a, nosuch;
