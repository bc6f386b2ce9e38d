-- case: On 18 the name of a NOT NULL constraint clashes
-- covers: create-table/column-constraint-name
-- postgres: 18
-- error: 42710
CREATE TABLE t (a int CONSTRAINT x NOT NULL, b int CONSTRAINT x NOT NULL);
