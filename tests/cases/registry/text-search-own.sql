-- case: DROP of a configuration that PostgreSQL needs
-- error: 2BP01
DROP TEXT SEARCH CONFIGURATION simple;
