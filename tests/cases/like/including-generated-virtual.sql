-- case: A virtual column stays virtual
-- covers: create-table/like-including-generated
-- postgres: 18
CREATE TABLE s (a int, b int GENERATED ALWAYS AS (a * 2));
CREATE TABLE t (LIKE s INCLUDING GENERATED);
CREATE TABLE u (LIKE s);
