-- case: A new collation, and one that is lost
-- covers: alter-table/type-collate
CREATE TABLE t (a text, b text COLLATE "C", c text COLLATE "C");
ALTER TABLE t ALTER COLUMN a TYPE text COLLATE "C";
ALTER TABLE t ALTER COLUMN b TYPE text;
ALTER TABLE t ALTER COLUMN c TYPE varchar(5) COLLATE "POSIX";
