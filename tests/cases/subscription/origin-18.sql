-- case: An origin that is none
-- postgres: 18
-- error: 22023
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a WITH (connect = false, origin = here);
