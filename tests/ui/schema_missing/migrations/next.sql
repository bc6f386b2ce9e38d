-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE billing.invoices (id bigint);
