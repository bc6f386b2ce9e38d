-- case: CASCADE takes the domain, and its columns
-- covers: drop-type/cascade, create-domain/domain
CREATE TYPE e AS ENUM ('x');
CREATE DOMAIN d AS e;
CREATE TABLE t (a d, b int);
DROP TYPE e CASCADE;
