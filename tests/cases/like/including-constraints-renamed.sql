-- case: Names of copied checks are the source's, even after it was renamed
-- covers: create-table/like-including-constraints, alter-table/rename-to
CREATE TABLE s (a int CHECK (a > 0));
ALTER TABLE s RENAME TO z;
CREATE TABLE t (LIKE z INCLUDING CONSTRAINTS);
