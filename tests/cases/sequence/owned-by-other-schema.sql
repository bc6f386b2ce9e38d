-- case: Owner and owned share a schema
-- covers: create-sequence/owned-by
-- error: 55000
CREATE SCHEMA x;
CREATE TABLE x.t (a int);
CREATE SEQUENCE s OWNED BY x.t.a;
