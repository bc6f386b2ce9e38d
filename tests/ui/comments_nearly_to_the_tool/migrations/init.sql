-- revision: init
-- irreversible: an example

-- +up
-- pgbindgen allow(no-primary-key) a log
CREATE TABLE log (line text);
-- pgbindgn: allow(char-n) codes of countries
CREATE TABLE countries (code char(2) PRIMARY KEY);
/* pgbindgen: no-effect */
CREATE TABLE notes (id bigint PRIMARY KEY);
-- pgbindgen says nothing of this, and allow is a word of it.
CREATE TABLE pages (id bigint PRIMARY KEY);
