-- case: Enforcement of a foreign key changed
-- covers: alter-table/alter-constraint-enforced
-- postgres: 18
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int CONSTRAINT f REFERENCES p, b int CONSTRAINT g REFERENCES p NOT ENFORCED);
ALTER TABLE t ALTER CONSTRAINT f NOT ENFORCED;
ALTER TABLE t ALTER CONSTRAINT g ENFORCED;
