CREATE INDEX orders_by_paid_at ON orders (paid_at);
