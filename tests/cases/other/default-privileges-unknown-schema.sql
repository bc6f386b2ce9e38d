-- case: default privileges in a schema that is not there
-- error: 3F000

ALTER DEFAULT PRIVILEGES IN SCHEMA depot GRANT SELECT ON TABLES TO PUBLIC;
