-- case: A check of a domain is a condition
-- covers: create-domain/check
-- error: 42804
CREATE DOMAIN d AS int CHECK (VALUE + 1);
