-- case: A table is no view
-- covers: comment/view
-- error: 42809
CREATE TABLE t (a int);
COMMENT ON VIEW t IS 'x';
