-- case: The usual way to take a label away
-- covers: alter-type/rename-to, alter-table/type-using, drop-type/drop
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (v e NOT NULL DEFAULT 'a');
ALTER TYPE e RENAME TO e_old;
CREATE TYPE e AS ENUM ('a', 'c');
ALTER TABLE t ALTER COLUMN v DROP DEFAULT;
ALTER TABLE t ALTER COLUMN v TYPE e USING v::text::e;
ALTER TABLE t ALTER COLUMN v SET DEFAULT 'a';
DROP TYPE e_old;
