-- case: A key's constraint renamed renames its index
-- covers: alter-table/rename-constraint
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int CHECK (a > 0), b int UNIQUE, c int REFERENCES p, d int4range, EXCLUDE USING gist (d WITH &&));
ALTER TABLE t RENAME CONSTRAINT t_a_check TO k1;
ALTER TABLE t RENAME CONSTRAINT t_b_key TO k2;
ALTER TABLE t RENAME CONSTRAINT t_c_fkey TO k3;
ALTER TABLE t RENAME CONSTRAINT t_d_excl TO k4;
ALTER TABLE p RENAME CONSTRAINT p_pkey TO k5;
