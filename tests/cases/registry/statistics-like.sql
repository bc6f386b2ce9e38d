-- case: Statistics that LIKE copies have names that the server chooses
CREATE TABLE t (a int, b int, c text);
CREATE STATISTICS pair ON a, b FROM t;
CREATE TABLE u (LIKE t INCLUDING ALL);
DROP STATISTICS u_a_b_stat;
