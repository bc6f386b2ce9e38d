-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
-- pgbindgen: allow(float-money)
CREATE TABLE forecasts (id bigint PRIMARY KEY, revenue double precision);
-- pgbindgen: allow(flaot-money) a forecast
CREATE TABLE plans (id bigint PRIMARY KEY, cost real);
-- pgbindgen: allow(float-money) not needed
CREATE TABLE notes (id bigint PRIMARY KEY, body text);
-- pgbindgen: alow(float-money) a slip
CREATE TABLE tags (id bigint PRIMARY KEY);
