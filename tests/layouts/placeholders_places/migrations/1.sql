CREATE SCHEMA {{ .S }};
CREATE TABLE {{ .S }}.t (id bigint PRIMARY KEY, "ü" text); {{ .Nothing }}ALTER TABLE {{ .S }}.t DROP COLUMN nope;
ALTER TABLE {{ .S }}.u ADD COLUMN a int;
CREATE TABLE {{ .S }}.m (id bigint PRIMARY KEY, price real);
SELEC {{ .S }};
-- pgbindgen: allow(float-money) not {{ .S }} needed
CREATE TABLE {{ .S }}.o (id bigint PRIMARY KEY);
-- pgbindgen: allow(float-money) not needed
CREATE TABLE {{ .S }}.p (id bigint PRIMARY KEY);
