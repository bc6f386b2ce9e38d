-- case: A row with a label that the transaction has added
-- covers: alter-type/add-value
-- error: 55P04
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (id int PRIMARY KEY, x e);
BEGIN;
ALTER TYPE e ADD VALUE 'b';
INSERT INTO t VALUES (1, 'a');
INSERT INTO t VALUES (1, 'a'), (2, 'b');
