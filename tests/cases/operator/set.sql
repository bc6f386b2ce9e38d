-- case: An operator of a set
-- error: 42P13
CREATE OPERATOR <#> (LEFTARG = int, RIGHTARG = SETOF int, FUNCTION = int4pl);
