-- case: A check keeps its enforcement
-- covers: alter-table/alter-constraint-enforced
-- postgres: 18
-- error: 42809
CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0));
ALTER TABLE t ALTER CONSTRAINT c NOT ENFORCED;
