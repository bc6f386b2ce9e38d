-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
DO $$
DECLARE
    t text := current_setting('app.table');
BEGIN
    IF current_user = 'owner' THEN
        ALTER TABLE orders ADD COLUMN note text;
    END IF;
    EXECUTE 'ALTER TABLE ' || t || ' ADD COLUMN name int';
END
$$;
ALTER TABLE users ADD COLUMN name text;
CREATE INDEX users_name_idx ON users (name);
CREATE VIEW named AS SELECT id, name FROM users WHERE name IS NOT NULL;
ALTER TABLE orders
    ADD CONSTRAINT orders_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
    ADD COLUMN note text;
CREATE INDEX orders_user_idx ON orders (user_id);
ALTER TABLE users DROP COLUMN nothing;
CREATE TABLE apart (
    id bigint PRIMARY KEY,
    at nosuch
);
