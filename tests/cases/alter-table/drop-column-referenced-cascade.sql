-- case: CASCADE takes the foreign key
-- covers: alter-table/drop-column-cascade
CREATE TABLE p (id int PRIMARY KEY, x int);
CREATE TABLE c (p_id int REFERENCES p);
ALTER TABLE p DROP COLUMN id CASCADE;
