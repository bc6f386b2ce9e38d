-- case: An enum is no domain
-- covers: drop-domain/drop
-- error: 42809
CREATE TYPE e AS ENUM ('a');
DROP DOMAIN e;
