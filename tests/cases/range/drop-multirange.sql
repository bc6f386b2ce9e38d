-- case: But not alone
-- covers: drop-type/drop, create-type/range
-- error: 2BP01
CREATE TYPE r AS RANGE (SUBTYPE = int8);
DROP TYPE r_multirange;
