-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE prices (id bigint PRIMARY KEY, amount numeric(2000, 2));
CREATE TABLE rates (id bigint PRIMARY KEY, rate numeric(5, 2000));
CREATE TABLE names (id bigint PRIMARY KEY, name varchar(0));
CREATE TABLE times (id bigint PRIMARY KEY, at timestamptz(9));
CREATE TABLE floats (id bigint PRIMARY KEY, ratio float(99));
CREATE TABLE words (id bigint PRIMARY KEY, word text(10));
CREATE TABLE scales (id bigint PRIMARY KEY, scale numeric(1, 2, 3));
