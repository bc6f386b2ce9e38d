-- case: An operator without a function
-- error: 42P13
CREATE OPERATOR <#> (LEFTARG = int, RIGHTARG = int);
