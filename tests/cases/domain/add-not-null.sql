-- case: NOT NULL as a named constraint
-- covers: alter-domain/add-not-null
-- postgres: 18
CREATE DOMAIN d AS int;
ALTER DOMAIN d ADD CONSTRAINT must NOT NULL;
CREATE DOMAIN e AS int CONSTRAINT needed NOT NULL;
