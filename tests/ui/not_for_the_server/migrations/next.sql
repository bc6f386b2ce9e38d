-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
\set greeting hello
\i other.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
COPY users (id, email) FROM stdin;
1	a@example.org
