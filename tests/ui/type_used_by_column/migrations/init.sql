-- revision: init
-- down_revision: none

-- +up
CREATE TYPE status AS ENUM ('draft', 'paid');
CREATE TABLE customers (
    id bigint PRIMARY KEY,
    name text,
    status status DEFAULT 'draft',
    is_new boolean
);

-- +down
DROP TABLE customers;
DROP TYPE status;
