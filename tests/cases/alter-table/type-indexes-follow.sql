-- case: Keys, indexes and checks are rebuilt with their names
-- covers: alter-table/type, create-index/expression
CREATE TABLE t (a int PRIMARY KEY, b varchar(5) UNIQUE CHECK (b <> ''), c int);
CREATE INDEX odd_name ON t (lower(b));
COMMENT ON INDEX odd_name IS 'kept';
ALTER TABLE t ALTER COLUMN a TYPE bigint, ALTER COLUMN b TYPE text;
