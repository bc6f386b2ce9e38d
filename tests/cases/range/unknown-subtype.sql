-- case: An unknown subtype
-- covers: create-type/range
-- error: 42704
CREATE TYPE r AS RANGE (SUBTYPE = nosuch);
