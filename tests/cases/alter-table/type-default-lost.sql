-- case: A default that cannot be cast refuses the change
-- covers: alter-table/type-using, create-type/enum
-- error: 42804
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (a text DEFAULT 'a');
ALTER TABLE t ALTER COLUMN a TYPE e USING a::e;
