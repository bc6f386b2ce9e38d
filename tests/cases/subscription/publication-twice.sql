-- case: A publication that is listed twice
-- error: 42710
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a, b, a WITH (connect = false);
