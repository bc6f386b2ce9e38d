-- case: A key's index goes with its constraint
-- covers: drop-index/drop, drop-index/restrict
-- error: 2BP01
CREATE TABLE t (a int UNIQUE);
DROP INDEX t_a_key RESTRICT;
