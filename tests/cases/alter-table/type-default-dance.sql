-- case: The usual dance from text to an enum
-- covers: alter-table/type-using, alter-table/drop-default, alter-table/set-default, alter-table/several-actions
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (a text NOT NULL DEFAULT 'a');
ALTER TABLE t ALTER COLUMN a DROP DEFAULT, ALTER COLUMN a TYPE e USING a::e, ALTER COLUMN a SET DEFAULT 'a';
