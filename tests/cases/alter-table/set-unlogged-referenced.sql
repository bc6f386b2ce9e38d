-- case: A logged table refers to it
-- covers: alter-table/set-unlogged
-- error: 42P16
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
ALTER TABLE p SET UNLOGGED;
