-- case: The arrow of named arguments is no operator
-- error: 42601
CREATE OPERATOR => (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
