-- case: A new value cannot be used before it is committed
-- covers: alter-type/add-value
-- error: 55P04
CREATE TYPE e AS ENUM ('a');
BEGIN;
ALTER TYPE e ADD VALUE 'b';
CREATE TABLE t (v e DEFAULT 'b');
