--! Previous: sha1:5cf6a8ab1ed55e5a245d1d1f7713ddc31e6daf4a
--! Hash: sha1:13753e784645c0b2387e18a1b70953d29935a25c

--! no-transaction
CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id);
