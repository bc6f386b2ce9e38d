-- case: Range types bring a multirange, named after them
-- covers: create-type/range, create-type/range-multirange
CREATE TYPE floatrange AS RANGE (SUBTYPE = float8);
CREATE TYPE price AS RANGE (subtype = numeric);
CREATE TYPE named AS RANGE (SUBTYPE = text, MULTIRANGE_TYPE_NAME = named_many);
CREATE TABLE t (a floatrange, b floatmultirange, c price, d price_multirange, e named_many, f floatrange[]);
