-- revision: other
-- down_revision: init

-- +up
ALTER TABLE users ADD COLUMN discount float8;

-- +down
ALTER TABLE users DROP COLUMN discount;
