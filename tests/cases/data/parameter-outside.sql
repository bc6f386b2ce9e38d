-- case: A parameter where nothing gives one
-- error: 42P02
CREATE TABLE t (a int);
SELECT a FROM t WHERE a = $1;
