-- case: Columns of RETURNS TABLE and keys of partitions whose names newer versions reserve
-- covers: create-function/returns-table
-- postgres: 15
CREATE FUNCTION read_json() RETURNS TABLE (a int, json jsonb, "order" int) LANGUAGE sql AS $$ SELECT 1, '{}'::jsonb, 2 $$;
CREATE TABLE parted ("json" int) PARTITION BY LIST ("json");
