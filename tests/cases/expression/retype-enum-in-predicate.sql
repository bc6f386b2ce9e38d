-- case: The other enum is not compared with a label of the old one
-- covers: alter-table/type, create-index/where
-- error: 42883
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TYPE e2 AS ENUM ('a', 'b', 'c');
CREATE TABLE t (x e);
CREATE INDEX i ON t (x) WHERE x = 'a';
ALTER TABLE t ALTER COLUMN x TYPE e2 USING x::text::e2;
