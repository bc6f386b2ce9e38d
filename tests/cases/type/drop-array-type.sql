-- case: An array type goes with its element
-- covers: drop-type/drop
-- error: 2BP01
CREATE TYPE e AS ENUM ('x');
DROP TYPE _e;
