-- revision: 20260105_0000_values
-- down_revision: 20260104_0000_further
-- irreversible: a test
-- +up
-- Every kind of argument that a text enters by: a key of its own type, a foreign key, a domain, an array, one of a domain over an array.
CREATE DOMAIN code AS text;
CREATE DOMAIN codes AS text[];
CREATE TABLE owners (code code PRIMARY KEY, note varchar NOT NULL UNIQUE);
CREATE TABLE owned (
    id int PRIMARY KEY, owner code NOT NULL REFERENCES owners ON DELETE CASCADE, note varchar REFERENCES owners (note),
    words text[] NOT NULL UNIQUE, many codes NOT NULL UNIQUE
);
CREATE INDEX ON owned (owner);
CREATE INDEX ON owned (note);
