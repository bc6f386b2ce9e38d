CREATE SCHEMA {{ .schema }};
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
);

---- create above / drop below ----

DROP TABLE users;
DROP SCHEMA {{ .schema }};
