-- case: DROP OPERATOR of one of PostgreSQL's own
-- error: 2BP01
DROP OPERATOR - (NONE, int);
