-- case: an operator is moved, and then found where it is
CREATE SCHEMA signs;
CREATE OPERATOR @+@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
ALTER OPERATOR @+@ (int, int) SET (RESTRICT = NONE, JOIN = NONE);
ALTER OPERATOR @+@ (int, int) OWNER TO CURRENT_USER;
ALTER OPERATOR @+@ (int, int) SET SCHEMA signs;
CREATE TABLE pairs (a int, b int, CHECK ((a OPERATOR(signs.@+@) b) > 0));
