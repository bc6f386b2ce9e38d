ALTER TABLE shop_users ADD COLUMN late boolean;
