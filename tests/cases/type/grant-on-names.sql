-- case: What GRANT ON TYPE takes
CREATE TYPE mood AS ENUM ('a');
CREATE DOMAIN small AS int4;
GRANT USAGE ON TYPE int4, pg_catalog.numeric, mood, public.small TO PUBLIC;
GRANT USAGE ON DOMAIN small TO PUBLIC;
REVOKE USAGE ON TYPE mood FROM PUBLIC;
