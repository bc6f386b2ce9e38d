-- case: No such trigger
-- covers: drop-trigger/drop
-- error: 42704
CREATE TABLE t (a int);
DROP TRIGGER tr ON t;
