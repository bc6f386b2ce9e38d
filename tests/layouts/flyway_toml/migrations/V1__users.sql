CREATE TABLE users (id bigint PRIMARY KEY, @{note} text);
