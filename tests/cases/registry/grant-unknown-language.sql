-- case: GRANT on a language that is not there
-- error: 42704
GRANT USAGE ON LANGUAGE sql TO PUBLIC;
GRANT USAGE ON LANGUAGE basic TO PUBLIC;
