-- case: Over a pseudo-type
-- covers: create-domain/domain
-- error: 42804
CREATE DOMAIN d AS anyelement;
