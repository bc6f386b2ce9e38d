-- case: A default that calls its function goes
-- covers: drop-extension/cascade
CREATE EXTENSION "uuid-ossp";
CREATE TABLE t (a uuid PRIMARY KEY DEFAULT uuid_generate_v4());
DROP EXTENSION "uuid-ossp" CASCADE;
