-- case: DROP of a language that is not there
-- error: 42704
DROP LANGUAGE basic;
