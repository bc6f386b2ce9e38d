-- case: Constraints and their indexes dropped
-- covers: alter-table/drop-constraint, alter-table/drop-constraint-if-exists
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE CHECK (b > 0) REFERENCES p, c int4range, EXCLUDE USING gist (c WITH &&));
ALTER TABLE t DROP CONSTRAINT t_pkey, DROP CONSTRAINT t_b_key, DROP CONSTRAINT t_b_check, DROP CONSTRAINT t_b_fkey, DROP CONSTRAINT t_c_excl;
ALTER TABLE t DROP CONSTRAINT IF EXISTS nosuch;
