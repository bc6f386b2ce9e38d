-- case: Names of NOT NULL constraints travel with LIKE
-- covers: create-table/like, create-table/like-including-constraints, create-table/table-not-null
-- postgres: 18
CREATE TABLE s (a int CONSTRAINT must NOT NULL, b int NOT NULL, c int PRIMARY KEY);
CREATE TABLE t (LIKE s);
CREATE TABLE u (LIKE s INCLUDING CONSTRAINTS);
