-- case: An operator in a schema that is not there
-- error: 3F000
CREATE OPERATOR nowhere.<#> (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
