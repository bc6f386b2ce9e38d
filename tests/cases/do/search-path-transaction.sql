-- case: search_path set in a block lasts to the end of the transaction
-- covers: do/do
CREATE SCHEMA s;
BEGIN;
DO $$BEGIN PERFORM set_config('search_path', 's', true); END$$;
CREATE TABLE t (a int);
COMMIT;
CREATE TABLE u (a int);
