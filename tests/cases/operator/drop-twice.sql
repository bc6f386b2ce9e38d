-- case: DROP OPERATOR of what was dropped
-- error: 42883
CREATE OPERATOR <#> (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
DROP OPERATOR <#> (int, int);
DROP OPERATOR <#> (int, int);
