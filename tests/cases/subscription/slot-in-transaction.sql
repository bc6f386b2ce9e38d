-- case: A slot is not created inside a transaction
-- error: 25001
BEGIN;
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a;
