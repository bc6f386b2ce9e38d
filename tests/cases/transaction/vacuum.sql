-- case: VACUUM in a transaction
-- covers: create-index/concurrently
-- error: 25001
CREATE TABLE t (a int);
BEGIN;
VACUUM t;
