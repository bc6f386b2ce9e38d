-- case: An operator without a right operand
-- error: 42P13
CREATE OPERATOR <#> (LEFTARG = int, FUNCTION = int4inc);
