-- case: A domain renamed and moved
-- covers: alter-domain/rename-to, alter-domain/set-schema
CREATE SCHEMA s;
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TABLE t (a d);
ALTER DOMAIN d RENAME TO e;
ALTER DOMAIN e SET SCHEMA s;
