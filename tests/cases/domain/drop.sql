-- case: Domains dropped
-- covers: drop-domain/drop, drop-domain/if-exists
CREATE DOMAIN a AS int;
CREATE DOMAIN b AS int;
DROP DOMAIN a, b;
DROP DOMAIN IF EXISTS a;
