-- case: Without a name it is the same
-- covers: alter-table/add-not-null-constraint
-- postgres: 18
CREATE TABLE t (a int CONSTRAINT x NOT NULL);
ALTER TABLE t ADD NOT NULL a;
