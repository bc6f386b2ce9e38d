-- case: NOT NULL stays when the primary key goes
-- covers: alter-table/drop-constraint, alter-table/set-not-null
CREATE TABLE t (a int PRIMARY KEY, b int);
ALTER TABLE t DROP CONSTRAINT t_pkey;
