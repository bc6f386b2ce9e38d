-- case: A slot is created over a connection
-- error: 42601
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a WITH (connect = false, create_slot = true);
