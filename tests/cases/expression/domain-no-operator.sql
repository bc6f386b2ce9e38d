-- case: A check of a domain has operators of its base type
-- covers: create-domain/check
-- error: 42883
CREATE DOMAIN d AS text CHECK (VALUE > 5);
