-- case: Over an unknown type
-- covers: create-domain/domain
-- error: 42704
CREATE DOMAIN d AS nosuch;
