-- case: No such trigger
-- covers: alter-table/disable-trigger
-- error: 42704
CREATE TABLE t (a int);
ALTER TABLE t DISABLE TRIGGER tr;
