-- case: SUBTYPE is needed
-- covers: create-type/range
-- error: 42601
CREATE TYPE r AS RANGE (COLLATION = "C");
