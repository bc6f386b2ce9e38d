-- revision: init
-- down_revision: none

-- +up
CREATE TABLE users (
    id bigint PRIMARY KEY,
    email text NOT NULL
);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    user_id bigint NOT NULL
);

-- +down
DROP TABLE orders;
DROP TABLE users;
