-- revision: 20260110_0930_create_products
-- down_revision: 20260110_0900_create_customers
-- +up
CREATE TABLE products (
    id bigint GENERATED ALWAYS AS IDENTITY,
    sku text NOT NULL,
    title text NOT NULL,
    price numeric(10, 2) NOT NULL,
    in_stock integer NOT NULL DEFAULT 0,
    CONSTRAINT products_pkey PRIMARY KEY (id),
    CONSTRAINT products_sku_key UNIQUE (sku),
    CONSTRAINT products_price_check CHECK (price >= 0),
    CONSTRAINT products_in_stock_check CHECK (in_stock >= 0)
);

COMMENT ON TABLE products IS 'What the shop sells.';
COMMENT ON COLUMN products.sku IS 'The article number that people type.';
COMMENT ON COLUMN products.price IS 'In euros, VAT included.';
-- +down
DROP TABLE products;
