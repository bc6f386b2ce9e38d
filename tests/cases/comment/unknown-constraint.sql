-- case: No such constraint
-- covers: comment/constraint
-- error: 42704
CREATE TABLE t (a int);
COMMENT ON CONSTRAINT k ON t IS 'x';
