-- case: A unique key cannot be validated
-- covers: alter-table/validate-constraint
-- error: 42809
CREATE TABLE t (a int CONSTRAINT k UNIQUE);
ALTER TABLE t VALIDATE CONSTRAINT k;
