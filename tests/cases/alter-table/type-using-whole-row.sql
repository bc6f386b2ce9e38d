-- case: USING cannot read the whole row where there are children
-- covers: alter-table/type, create-table/inherits
-- error: 0A000
CREATE TABLE t (a int, b int);
CREATE TABLE u () INHERITS (t);
ALTER TABLE t ALTER COLUMN a TYPE bigint USING (pg_column_size(t));
