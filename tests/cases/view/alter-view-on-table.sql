-- case: ALTER VIEW ... RENAME refuses a table
-- covers: alter-view/rename-to
-- error: 42809
CREATE TABLE t (a int);
ALTER VIEW t RENAME TO u;
