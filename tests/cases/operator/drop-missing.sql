-- case: DROP OPERATOR of what is not there
-- error: 42883
DROP OPERATOR <#> (int, int);
