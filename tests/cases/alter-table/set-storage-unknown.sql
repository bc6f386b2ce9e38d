-- case: There is no such way to store
-- covers: alter-table/set-storage
-- error: 22023
CREATE TABLE t (a text);
ALTER TABLE t ALTER COLUMN a SET STORAGE elsewhere;
