-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE SCHEMA shop CREATE TABLE public.prices (id bigint PRIMARY KEY);
