-- Down Migration
ALTER TABLE orders DROP COLUMN late;
-- Up Migration
ALTER TABLE orders ADD COLUMN late boolean;
