-- case: Owned by a column that is not there
-- covers: create-sequence/owned-by
-- error: 42703
CREATE TABLE t (a int);
CREATE SEQUENCE s OWNED BY t.b;
