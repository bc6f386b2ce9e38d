-- migrate:up transaction = false
CREATE TABLE options (id bigint PRIMARY KEY);

-- migrate:down noTransaction
DROP TABLE options;
