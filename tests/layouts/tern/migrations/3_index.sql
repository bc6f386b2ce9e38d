---- tern: disable-tx ----
CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id);

---- create above / drop below ----

DROP INDEX CONCURRENTLY orders_user_id_idx;
