-- case: A chosen name is the table's name of the day
-- covers: create-index/unnamed, alter-table/rename-to
CREATE TABLE t (a int);
CREATE INDEX ON t (a);
ALTER TABLE t RENAME TO u;
CREATE INDEX ON u (a);
CREATE TABLE t (a int);
CREATE INDEX ON t (a);
