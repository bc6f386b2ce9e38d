-- case: DROP of a conversion that PostgreSQL needs
-- error: 2BP01
DROP CONVERSION iso_8859_1_to_utf8;
