-- revision: next
-- down_revision: init

-- +up
CREATE TABLE countries (
    id bigint PRIMARY KEY,
    code char(2) NOT NULL
);

-- +down
DROP TABLE countries;
