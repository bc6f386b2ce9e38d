-- case: ROLLBACK PREPARED in a transaction
-- covers: create-table/table
-- error: 25001
CREATE TABLE t (a int);
BEGIN;
ROLLBACK PREPARED 'a';
