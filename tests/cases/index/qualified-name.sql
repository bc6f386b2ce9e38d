-- case: An index is made in its table's schema; the name has no schema
-- covers: create-index/index
-- error: 42601
CREATE TABLE t (a int);
CREATE INDEX public.i ON t (a);
