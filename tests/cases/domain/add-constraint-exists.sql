-- case: The constraint is there
-- covers: alter-domain/add-constraint
-- error: 42710
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 1);
