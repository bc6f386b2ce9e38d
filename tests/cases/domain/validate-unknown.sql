-- case: No such constraint to validate
-- covers: alter-domain/validate-constraint
-- error: 42704
CREATE DOMAIN d AS int;
ALTER DOMAIN d VALIDATE CONSTRAINT c;
