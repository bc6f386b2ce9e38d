CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users
);
CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id);
