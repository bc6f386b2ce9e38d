-- case: The multirange's name is taken
-- covers: create-type/range
-- error: 42710
CREATE TYPE myrange AS RANGE (SUBTYPE = int8);
CREATE DOMAIN othermultirange AS int;
CREATE TYPE otherrange AS RANGE (SUBTYPE = int8);
