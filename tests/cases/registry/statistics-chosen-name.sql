-- case: Statistics whose name the server chooses
-- postgres: 18
CREATE TABLE t (a int, b int);
CREATE STATISTICS ON a, b FROM t;
CREATE STATISTICS ON a, b FROM t;
DROP STATISTICS t_a_b_stat, t_a_b_stat1;
