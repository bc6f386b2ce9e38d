-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE a (id bigint, id text);
ALTER TABLE users DROP COLUMN nix;
CREATE TABLE b (x nonsense);
