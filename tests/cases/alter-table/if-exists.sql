-- case: ALTER TABLE IF EXISTS on nothing does nothing
-- covers: alter-table/if-exists
ALTER TABLE IF EXISTS nosuch ADD COLUMN a int;
CREATE TABLE t (a int);
ALTER TABLE IF EXISTS t ADD COLUMN b int;
