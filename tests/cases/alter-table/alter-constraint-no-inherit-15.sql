-- case: Before 18, ALTER CONSTRAINT has no NO INHERIT
-- covers: alter-table/alter-constraint-deferrable
-- postgres: 15
-- error: 0A000
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (a_id int CONSTRAINT k REFERENCES a);
ALTER TABLE b ALTER CONSTRAINT k NO INHERIT;
