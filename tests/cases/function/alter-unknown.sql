-- case: No such function
-- covers: alter-function/rename-to
-- error: 42883
ALTER FUNCTION nosuch(int) RENAME TO g;
