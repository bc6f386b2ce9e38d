-- case: The default access method
-- covers: alter-table/set-access-method-default
-- postgres: 18
CREATE TABLE t (a int);
ALTER TABLE t SET ACCESS METHOD DEFAULT;
