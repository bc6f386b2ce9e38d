-- case: A constraint's index is not dropped so
-- covers: drop-index/concurrently
-- error: 2BP01
CREATE TABLE t (a int PRIMARY KEY);
DROP INDEX CONCURRENTLY t_pkey;
