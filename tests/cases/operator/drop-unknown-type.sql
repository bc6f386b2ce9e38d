-- case: DROP OPERATOR of a type that is not there
-- error: 42704
DROP OPERATOR + (nowhere, int);
