--liquibase formatted sql

--changeset me:1 dbms:mysql
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
);
