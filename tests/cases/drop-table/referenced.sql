-- case: A foreign key elsewhere
-- covers: drop-table/drop, drop-table/restrict
-- error: 2BP01
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
DROP TABLE p RESTRICT;
