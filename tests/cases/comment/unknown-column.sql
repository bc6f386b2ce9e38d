-- case: No such column
-- covers: comment/column
-- error: 42703
CREATE TABLE t (a int);
COMMENT ON COLUMN t.b IS 'x';
