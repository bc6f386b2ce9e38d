-- case: A key column stays NOT NULL
-- covers: alter-table/drop-not-null
-- error: 42P16
CREATE TABLE t (a int PRIMARY KEY);
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
