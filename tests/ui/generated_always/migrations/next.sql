-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE plans (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    net numeric(12, 2) NOT NULL,
    gross numeric(12, 2) GENERATED ALWAYS AS (net * 1.2) STORED
);
INSERT INTO plans (id, net) VALUES (1, 10);
