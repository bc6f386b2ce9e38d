-- case: CASCADE takes the foreign key along
-- covers: alter-table/drop-constraint-cascade
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
ALTER TABLE p DROP CONSTRAINT p_pkey CASCADE;
