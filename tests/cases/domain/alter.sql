-- case: All that can be altered
-- covers: alter-domain/set-default, alter-domain/drop-default, alter-domain/set-not-null, alter-domain/drop-not-null, alter-domain/add-constraint, alter-domain/add-constraint-not-valid, alter-domain/drop-constraint, alter-domain/validate-constraint, alter-domain/rename-constraint, alter-domain/owner-to
CREATE DOMAIN d AS int;
ALTER DOMAIN d SET DEFAULT 5;
ALTER DOMAIN d SET NOT NULL;
ALTER DOMAIN d ADD CHECK (VALUE > 0);
ALTER DOMAIN d ADD CONSTRAINT small CHECK (VALUE < 100) NOT VALID;
ALTER DOMAIN d VALIDATE CONSTRAINT small;
ALTER DOMAIN d RENAME CONSTRAINT small TO tiny;
ALTER DOMAIN d DROP CONSTRAINT d_check;
ALTER DOMAIN d DROP CONSTRAINT IF EXISTS nosuch;
ALTER DOMAIN d OWNER TO CURRENT_USER;
CREATE DOMAIN e AS int DEFAULT 1 NOT NULL;
ALTER DOMAIN e DROP DEFAULT;
ALTER DOMAIN e DROP NOT NULL;
ALTER DOMAIN e ADD CHECK (VALUE > 0);
ALTER DOMAIN e ADD CHECK (VALUE < 4);
