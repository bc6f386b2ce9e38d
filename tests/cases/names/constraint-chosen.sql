-- case: Chosen names step aside for each other
-- covers: create-table/check, create-table/unique, create-table/references, create-table/primary-key
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int CONSTRAINT t_a_check CHECK (a > 0) CHECK (a > 1) UNIQUE, b int REFERENCES p, CONSTRAINT t_b_fkey CHECK (b > 0), UNIQUE (a, b), CONSTRAINT t_a_b_key1 CHECK (a > b));
ALTER TABLE t ADD UNIQUE (a, b);
ALTER TABLE t ADD CHECK (a > 5);
