-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE orders (id bigint, at timestamptz, note text);
INSERT INTO orders (id, at) VALUES (now(), 1);
INSERT INTO orders (id, at) SELECT id FROM users;
INSERT INTO orders (id) SELECT id, email FROM users;
UPDATE orders SET at = id;
SELECT id FROM users UNION SELECT id, email FROM users;
