-- case: RESET takes no values
-- covers: alter-table/reset-storage-parameter
-- error: 42601
CREATE TABLE t (a int);
ALTER TABLE t RESET (fillfactor = 12);
