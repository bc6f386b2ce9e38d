-- case: A domain has no keys
-- covers: create-domain/domain
-- error: 42601
CREATE DOMAIN d AS int PRIMARY KEY;
