-- case: DROP ATTRIBUTE … CASCADE takes the checks and indexes that read it
-- covers: alter-type/drop-attribute
CREATE TYPE pair AS (a int, b text);
CREATE DOMAIN ordered AS pair CONSTRAINT positive CHECK ((VALUE).a > 0) CONSTRAINT named CHECK ((VALUE).b <> '');
CREATE TABLE t (p pair, CONSTRAINT small CHECK ((p).a < 9), CONSTRAINT any_text CHECK ((p).b IS NOT NULL));
CREATE INDEX of_a ON t (((p).a));
CREATE INDEX of_b ON t (((p).b));
ALTER TYPE pair DROP ATTRIBUTE a CASCADE;
