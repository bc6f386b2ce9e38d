-- revision: next
-- down_revision: init

-- +up
CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    total double precision NOT NULL
);

-- +down
DROP TABLE invoices;
