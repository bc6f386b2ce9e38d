-- case: DROP of a language that PostgreSQL needs
-- error: 2BP01
DROP LANGUAGE sql;
