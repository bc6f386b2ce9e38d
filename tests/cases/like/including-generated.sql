-- case: INCLUDING GENERATED alone
-- covers: create-table/like-including-generated
CREATE TABLE s (a int DEFAULT 3, c int GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE t (LIKE s INCLUDING GENERATED);
CREATE TABLE u (x text, LIKE s INCLUDING GENERATED, y text);
