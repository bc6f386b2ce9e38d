--! Previous: -
--! Hash: sha1:13d6cbf07ce36915d4074354d3b7e9b52b51592f

CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
);
