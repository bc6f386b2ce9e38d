-- case: Domains with all they can have, in any order
-- covers: create-domain/domain, create-domain/default, create-domain/constraint-name, create-domain/not-null, create-domain/null, create-domain/check, create-domain/collate
CREATE DOMAIN a AS int;
CREATE DOMAIN b int;
CREATE DOMAIN c AS text COLLATE "C" DEFAULT 'x' NOT NULL CHECK (VALUE <> '');
CREATE DOMAIN d AS numeric(10,2) CONSTRAINT positive CHECK (VALUE > 0) CONSTRAINT small CHECK (VALUE < 100) NULL;
CREATE DOMAIN e AS bigint DEFAULT 1 NOT NULL;
CREATE DOMAIN f AS int CHECK (VALUE > 0) CHECK (VALUE < 9) DEFAULT 3;
CREATE DOMAIN g AS varchar(5)[] CHECK (cardinality(VALUE) < 3);
CREATE TABLE t (a a, b b, c c, d d, e e, f f, g g, h d[]);
