-- case: CASCADE takes the foreign key, not the table
-- covers: drop-table/cascade
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p, q int CHECK (q > 0));
DROP TABLE p CASCADE;
