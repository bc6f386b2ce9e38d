CREATE FUNCTION :SHOP_SCHEMA.count_users() RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*) FROM :SHOP_SCHEMA.users
$$;
ALTER TABLE :SHOP_SCHEMA.users ADD COLUMN :"owner" text;
