-- migrate:up transaction:false -- CONCURRENTLY
CREATE INDEX CONCURRENTLY orders_id_idx ON orders (id);

-- migrate:down
