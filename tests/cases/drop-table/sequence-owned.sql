-- case: An owned sequence goes too
-- covers: drop-table/drop, create-sequence/owned-by
CREATE TABLE t (a int);
CREATE SEQUENCE s OWNED BY t.a;
CREATE SEQUENCE free;
DROP TABLE t;
