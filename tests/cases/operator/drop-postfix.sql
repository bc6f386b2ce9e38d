-- case: DROP OPERATOR of a postfix operator
-- error: 42601
DROP OPERATOR <#> (int, NONE);
