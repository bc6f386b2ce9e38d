-- case: A data statement does not name itself
-- covers: create-view/view
-- error: 42P19
CREATE TABLE t (n int);
WITH RECURSIVE x AS (INSERT INTO t SELECT n FROM x RETURNING n) SELECT n FROM x;
