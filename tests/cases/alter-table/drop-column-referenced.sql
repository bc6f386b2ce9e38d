-- case: A foreign key elsewhere needs the column
-- covers: alter-table/drop-column-restrict
-- error: 2BP01
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
ALTER TABLE p DROP COLUMN id RESTRICT;
