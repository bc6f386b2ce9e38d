CREATE SCHEMA {{ index .Options "Namespace" }};
CREATE TABLE {{ index .Options "Namespace" }}.users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
);
