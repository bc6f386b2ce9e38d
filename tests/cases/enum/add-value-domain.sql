-- case: A domain is no enum
-- covers: alter-type/add-value, create-domain/domain
-- error: 42809
CREATE DOMAIN d AS text;
ALTER TYPE d ADD VALUE 'x';
