--! Previous: sha1:13d6cbf07ce36915d4074354d3b7e9b52b51592f
--! Hash: sha1:5cf6a8ab1ed55e5a245d1d1f7713ddc31e6daf4a
--! Message: orders

CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users
);
