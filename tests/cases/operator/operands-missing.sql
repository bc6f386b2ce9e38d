-- case: An operator without operands
-- error: 42P13
CREATE OPERATOR <#> (FUNCTION = int4pl);
