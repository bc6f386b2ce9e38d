-- case: A domain is made of the type
-- covers: drop-type/drop, create-domain/domain
-- error: 2BP01
CREATE TYPE e AS ENUM ('x');
CREATE DOMAIN d AS e;
DROP TYPE e;
