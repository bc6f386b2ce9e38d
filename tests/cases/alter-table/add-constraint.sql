-- case: All kinds of constraints, named and not
-- covers: alter-table/add-constraint
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int, b int, c int4range);
ALTER TABLE t ADD PRIMARY KEY (a);
ALTER TABLE t ADD UNIQUE (b), ADD CHECK (b > 0), ADD FOREIGN KEY (b) REFERENCES p, ADD EXCLUDE USING gist (c WITH &&);
ALTER TABLE t ADD CONSTRAINT k1 UNIQUE (a, b), ADD CONSTRAINT k2 CHECK (a > b), ADD CONSTRAINT k3 FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE;
