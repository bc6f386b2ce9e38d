-- case: A conversion by a function that is not there
-- error: 42883
CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM latin_to_utf8;
