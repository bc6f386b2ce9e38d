-- case: Afterwards it can
-- covers: alter-type/add-value
CREATE TYPE e AS ENUM ('a');
BEGIN;
ALTER TYPE e ADD VALUE 'b';
COMMIT;
CREATE TABLE t (v e DEFAULT 'b');
