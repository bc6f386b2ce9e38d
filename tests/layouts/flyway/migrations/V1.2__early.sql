ALTER TABLE shop_users ADD COLUMN early boolean;
