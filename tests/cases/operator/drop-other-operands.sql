-- case: DROP OPERATOR takes exactly these operands
-- error: 42883
CREATE OPERATOR <#> (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
DROP OPERATOR <#> (int, bigint);
