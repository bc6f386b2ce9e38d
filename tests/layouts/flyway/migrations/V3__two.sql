CREATE INDEX CONCURRENTLY users_early_idx ON shop_users (early);
ANALYZE shop_users;
