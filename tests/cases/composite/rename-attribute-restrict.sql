-- case: A rename needs CASCADE there, too
-- covers: alter-type/rename-attribute, create-table/of-type
-- error: 2BP01
CREATE TYPE c AS (a int);
CREATE TABLE t OF c;
ALTER TYPE c RENAME ATTRIBUTE a TO b;
