-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
COMMENT ON TABLE customers IS 'The customer's table';
ALTER TABLE customers ADD COLUMN country text;
