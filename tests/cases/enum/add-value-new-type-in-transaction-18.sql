-- case: From 17 on, in a type of the same transaction, it can at once
-- covers: alter-type/add-value
-- postgres: 18
BEGIN;
CREATE TYPE e AS ENUM ('a');
ALTER TYPE e ADD VALUE 'b';
CREATE TABLE t (v e DEFAULT 'b');
COMMIT;
