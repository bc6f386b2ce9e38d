-- case: Nor in a type of the same transaction
-- covers: alter-type/add-value
-- postgres: 15
-- error: 55P04
BEGIN;
CREATE TYPE e AS ENUM ('a');
ALTER TYPE e ADD VALUE 'b';
CREATE TABLE t (v e DEFAULT 'b');
