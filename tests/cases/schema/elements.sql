-- case: Objects made along with a schema
-- covers: create-schema/elements
CREATE SCHEMA s
    CREATE TABLE t (a int PRIMARY KEY)
    CREATE VIEW v AS SELECT a FROM t
    CREATE INDEX i ON t (a)
    CREATE SEQUENCE q;
