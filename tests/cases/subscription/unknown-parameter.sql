-- case: A parameter of CREATE that ALTER does not take
-- error: 42601
BEGIN;
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a WITH (connect = false);
ALTER SUBSCRIPTION feed SET (copy_data = true);
