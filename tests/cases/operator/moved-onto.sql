-- case: an operator is not moved to where there is one of its operands
-- error: 23505
CREATE SCHEMA signs;
CREATE OPERATOR @+@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
CREATE OPERATOR signs.@+@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
ALTER OPERATOR @+@ (int, int) SET SCHEMA signs;
