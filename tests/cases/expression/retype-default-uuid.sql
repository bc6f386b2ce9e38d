-- case: A default keeps the type of its call
-- covers: alter-table/type, create-table/default
CREATE TABLE t (id text DEFAULT gen_random_uuid());
ALTER TABLE t ALTER COLUMN id TYPE uuid USING id::uuid;
