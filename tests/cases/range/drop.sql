-- case: The multirange goes with the range
-- covers: drop-type/drop, create-type/range
CREATE TYPE r AS RANGE (SUBTYPE = int8);
DROP TYPE r;
CREATE TYPE r AS RANGE (SUBTYPE = int8);
