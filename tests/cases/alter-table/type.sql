-- case: New types, with and without SET DATA
-- covers: alter-table/type
CREATE TABLE t (a int DEFAULT 1, b varchar(10), c numeric(10,2), d timestamp, e int[]);
ALTER TABLE t ALTER COLUMN a TYPE bigint;
ALTER TABLE t ALTER b SET DATA TYPE text, ALTER c TYPE numeric(12,4), ALTER d TYPE timestamptz, ALTER e TYPE bigint[];
