-- case: Not even with CASCADE
-- covers: drop-index/cascade
-- error: 2BP01
CREATE TABLE t (a int PRIMARY KEY);
DROP INDEX t_pkey CASCADE;
