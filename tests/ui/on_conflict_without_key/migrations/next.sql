-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE stock (
    id bigint PRIMARY KEY,
    shop int NOT NULL,
    article int NOT NULL,
    place text,
    CONSTRAINT stock_shop_article_key UNIQUE (shop, article)
);
CREATE UNIQUE INDEX stock_place ON stock (place) WHERE shop > 0;
INSERT INTO stock (id, shop, article) VALUES (1, 1, 1) ON CONFLICT (shop) DO NOTHING;
INSERT INTO stock (id, shop, article, place) VALUES (1, 1, 1, 'a') ON CONFLICT (place) DO NOTHING;
INSERT INTO users (id, email) VALUES (1, 'a') ON CONFLICT ON CONSTRAINT users_emial_key DO NOTHING;
