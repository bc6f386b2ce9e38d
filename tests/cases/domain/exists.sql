-- case: The name is taken
-- covers: create-domain/domain
-- error: 42710
CREATE DOMAIN d AS int;
CREATE DOMAIN d AS text;
