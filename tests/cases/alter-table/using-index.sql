-- case: An index becomes a key and takes its name
-- covers: alter-table/add-constraint-using-index
CREATE TABLE t (a int, b int, c int);
CREATE UNIQUE INDEX i1 ON t (a);
CREATE UNIQUE INDEX i2 ON t (b);
CREATE UNIQUE INDEX i3 ON t (c);
ALTER TABLE t ADD CONSTRAINT t_key PRIMARY KEY USING INDEX i1;
ALTER TABLE t ADD UNIQUE USING INDEX i2;
ALTER TABLE t ADD CONSTRAINT c_key UNIQUE USING INDEX i3 DEFERRABLE INITIALLY DEFERRED;
