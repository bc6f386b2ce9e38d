-- case: Unless another table's default needs it
-- covers: drop-table/drop, create-sequence/owned-by
-- error: 2BP01
CREATE TABLE t (a int);
CREATE SEQUENCE s OWNED BY t.a;
CREATE TABLE u (b int DEFAULT nextval('s'));
DROP TABLE t;
