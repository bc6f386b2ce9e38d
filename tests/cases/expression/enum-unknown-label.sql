-- case: A string beside an enum is a label
-- covers: create-table/check
-- error: 22P02
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (x e CHECK (x IN ('a', 'z')));
