-- revision: next
-- down_revision: init

-- +up
CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    net_amount numeric NOT NULL,
    tax_amount numeric(12, 2) NOT NULL,
    tax_rate numeric NOT NULL
);

-- +down
DROP TABLE invoices;
