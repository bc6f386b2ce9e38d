-- case: A column that is NOT NULL under another name
-- covers: alter-table/add-not-null-constraint
-- postgres: 18
-- error: 55000
CREATE TABLE t (a int CONSTRAINT x NOT NULL);
ALTER TABLE t ADD CONSTRAINT y NOT NULL a;
