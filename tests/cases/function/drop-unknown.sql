-- case: No such function to drop
-- covers: drop-function/drop
-- error: 42883
DROP FUNCTION nosuch(int);
