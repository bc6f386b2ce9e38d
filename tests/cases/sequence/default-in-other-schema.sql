-- case: A default over a sequence of another schema
-- covers: create-sequence/sequence, create-table/default
CREATE SCHEMA x;
CREATE SEQUENCE x.s;
CREATE TABLE t (a int NOT NULL DEFAULT nextval('x.s'), b bigint DEFAULT nextval('x.s'::regclass));
