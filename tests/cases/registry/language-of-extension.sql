-- case: DROP of a language that an extension has
-- error: 2BP01
DROP LANGUAGE plpgsql;
