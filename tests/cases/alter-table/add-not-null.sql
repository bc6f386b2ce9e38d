-- case: NOT NULL as a constraint with a name
-- covers: alter-table/add-not-null-constraint, alter-table/validate-constraint
-- postgres: 18
CREATE TABLE t (a int, b int, c int, d int);
ALTER TABLE t ADD CONSTRAINT a_set NOT NULL a;
ALTER TABLE t ADD NOT NULL b NO INHERIT;
ALTER TABLE t ADD CONSTRAINT c_set NOT NULL c NOT VALID;
ALTER TABLE t ADD NOT NULL d NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT c_set;
