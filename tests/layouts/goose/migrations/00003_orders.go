package migrations

// pgbindgen: effect CREATE TABLE orders (
// pgbindgen: effect     id bigint PRIMARY KEY, user_id bigint REFERENCES users
// pgbindgen: effect );
