-- case: COMMENT ON OPERATOR of a postfix operator
-- error: 42601
COMMENT ON OPERATOR <#> (int, NONE) IS 'x';
