CREATE TABLE :SHOP_SCHEMA.users (
    id bigint PRIMARY KEY,
    name text DEFAULT 'a'::text
);
COMMENT ON TABLE :SHOP_SCHEMA.users IS ':owner';
