ALTER TABLE schema_migrations ADD COLUMN at timestamptz;
