-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE customers ADD COLUMN country text NOT NULL DEFAULT 'NL;
CREATE INDEX customers_country_idx ON customers (country);
COMMENT ON TABLE customers IS 'The people';
