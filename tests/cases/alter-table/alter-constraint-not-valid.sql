-- case: ALTER CONSTRAINT does not make a constraint NOT VALID
-- covers: alter-table/alter-constraint-deferrable
-- error: 0A000
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (a_id int CONSTRAINT k REFERENCES a);
ALTER TABLE b ALTER CONSTRAINT k NOT VALID;
