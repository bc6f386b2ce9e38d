-- case: A key that a foreign key needs
-- covers: alter-table/drop-constraint, alter-table/drop-constraint-cascade
-- error: 2BP01
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
ALTER TABLE p DROP CONSTRAINT p_pkey RESTRICT;
