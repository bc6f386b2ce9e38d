-- case: No such constraint
-- covers: alter-domain/drop-constraint
-- error: 42704
CREATE DOMAIN d AS int;
ALTER DOMAIN d DROP CONSTRAINT c;
