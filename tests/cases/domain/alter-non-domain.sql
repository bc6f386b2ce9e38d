-- case: Not a domain
-- covers: alter-domain/set-default
-- error: 42809
CREATE TYPE e AS ENUM ('a');
ALTER DOMAIN e SET DEFAULT 'a';
