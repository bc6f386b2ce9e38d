-- case: an operator of one name leaves those of others as they are
-- error: 42883
CREATE OPERATOR @+@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
CREATE TABLE notes (a int, b text, CHECK (a = b));
