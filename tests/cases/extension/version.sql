-- case: A version given
-- covers: create-extension/version
CREATE EXTENSION citext VERSION '1.6';
CREATE EXTENSION IF NOT EXISTS hstore WITH VERSION "1.8";
