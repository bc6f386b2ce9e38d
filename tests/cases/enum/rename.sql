-- case: A type renamed and moved; columns follow
-- covers: alter-type/rename-to, alter-type/set-schema, alter-type/owner-to
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (v e, w e[]);
ALTER TYPE e RENAME TO f;
ALTER TYPE f SET SCHEMA s;
ALTER TYPE s.f OWNER TO CURRENT_USER;
