-- case: COMMENT ON OPERATOR of what is not there
-- error: 42883
COMMENT ON OPERATOR <#> (int, int) IS 'x';
