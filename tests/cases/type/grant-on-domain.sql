-- case: GRANT ON DOMAIN of a type that is none
-- error: 42809
CREATE TYPE mood AS ENUM ('a');
GRANT USAGE ON DOMAIN mood TO PUBLIC;
