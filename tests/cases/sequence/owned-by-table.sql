-- case: OWNED BY names a column
-- covers: create-sequence/owned-by
-- error: 42601
CREATE TABLE t (a int);
CREATE SEQUENCE s OWNED BY t;
