-- case: A domain over a composite type
-- covers: create-domain/domain, create-type/composite
CREATE TYPE c AS (a int, b int);
CREATE DOMAIN d AS c CHECK ((VALUE).a < (VALUE).b);
CREATE TABLE t (v d);
