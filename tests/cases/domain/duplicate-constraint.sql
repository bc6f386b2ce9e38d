-- case: Two constraints of one name
-- covers: create-domain/constraint-name
-- error: 42710
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0) CONSTRAINT c CHECK (VALUE < 9);
