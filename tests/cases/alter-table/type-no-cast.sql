-- case: No cast that assigns
-- covers: alter-table/type
-- error: 42804
CREATE TABLE t (a text);
ALTER TABLE t ALTER COLUMN a TYPE int;
