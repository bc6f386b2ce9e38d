-- case: DROP of a schema that has a conversion
-- error: 2BP01
CREATE SCHEMA app;
CREATE CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
DROP SCHEMA app;
