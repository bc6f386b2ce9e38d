-- case: A domain over a domain over an enum, and its array
-- covers: create-domain/domain
CREATE TYPE e AS ENUM ('x', 'y');
CREATE DOMAIN a AS e DEFAULT 'x';
CREATE DOMAIN b AS a CHECK (VALUE::text <> 'y');
CREATE DOMAIN c AS b[];
CREATE TABLE t (v b, w c, x b[]);
