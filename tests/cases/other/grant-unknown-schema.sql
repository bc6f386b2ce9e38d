-- case: GRANT on the tables of a schema that is not there
-- error: 3F000

REVOKE ALL ON ALL TABLES IN SCHEMA public, depot FROM PUBLIC;
