-- case: A quoted option in capitals is another one
-- error: 42P13
CREATE OPERATOR <#> (LEFTARG = int, RIGHTARG = int, "FUNCTION" = int4pl);
