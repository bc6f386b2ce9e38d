-- revision: 20260203_1115_add_order_paid_at
-- down_revision: 20260112_1000_create_orders
-- +up
ALTER TABLE orders
    ADD COLUMN paid_at timestamptz,
    ADD CONSTRAINT orders_paid_at_check CHECK (status <> 'paid' OR paid_at IS NOT NULL);

COMMENT ON COLUMN orders.paid_at IS 'When the payment arrived; NULL as long as it has not.';
-- +down
ALTER TABLE orders
    DROP CONSTRAINT orders_paid_at_check,
    DROP COLUMN paid_at;
