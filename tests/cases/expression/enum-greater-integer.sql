-- case: An enum is not compared with a number
-- covers: create-table/check
-- error: 42883
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (x e CHECK (x > 1));
