-- revision: 20260110_0900_create_customers
-- +up
CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    email text NOT NULL,
    phone text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT customers_pkey PRIMARY KEY (id),
    CONSTRAINT customers_email_key UNIQUE (email),
    CONSTRAINT customers_name_check CHECK (name <> '')
);

COMMENT ON TABLE customers IS 'People who buy from the shop.';
COMMENT ON COLUMN customers.email IS '@pii Where the receipt goes.';
COMMENT ON COLUMN customers.phone IS '@pii For the courier, if the customer wants a call.';
-- +down
DROP TABLE customers;
