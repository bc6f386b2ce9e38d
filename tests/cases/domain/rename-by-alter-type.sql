-- case: ALTER TYPE does it as well
-- covers: alter-type/rename-to, alter-type/set-schema
CREATE SCHEMA s;
CREATE DOMAIN d AS int;
ALTER TYPE d RENAME TO e;
ALTER TYPE e SET SCHEMA s;
