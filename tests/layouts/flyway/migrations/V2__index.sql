CREATE INDEX CONCURRENTLY users_name_idx ON shop_users (name);
