-- case: An unknown parameter of a column
-- covers: alter-table/set-attribute-option
-- error: 22023
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET (nosuch = 1);
