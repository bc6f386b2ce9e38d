-- case: By a type's name as well
-- covers: alter-table/rename-to, create-type/enum
-- error: 42710
CREATE TABLE t (a int);
CREATE TYPE u AS ENUM ('x');
ALTER TABLE t RENAME TO u;
