-- revision: init
-- down_revision: none

-- +up
-- pgbindgen: no-effect
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    user_id bigint NOT NULL CONSTRAINT orders_user_id_fkey REFERENCES users
);
CREATE INDEX orders_user_id_idx ON orders (user_id);

-- +down
DROP TABLE orders;
