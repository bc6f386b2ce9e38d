-- case: Ownership given, changed, given up
-- covers: create-sequence/owned-by, create-sequence/owned-by-none, alter-sequence/owned-by
CREATE TABLE t (a int, b int);
CREATE TABLE u (c int);
CREATE SEQUENCE s OWNED BY t.a;
CREATE SEQUENCE r OWNED BY NONE;
ALTER SEQUENCE r OWNED BY t.b;
ALTER SEQUENCE s OWNED BY u.c;
ALTER SEQUENCE r OWNED BY NONE;
DROP TABLE t;
