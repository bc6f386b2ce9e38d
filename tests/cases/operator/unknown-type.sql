-- case: An operator of a type that is not there
-- error: 42704
CREATE OPERATOR <#> (LEFTARG = nowhere, FUNCTION = int4pl);
