-- case: an operator that is altered must be there
-- error: 42883
ALTER OPERATOR @+@ (int, int) OWNER TO CURRENT_USER;
