-- case: A connection string without a name
-- error: 42601
CREATE SUBSCRIPTION feed CONNECTION 'shop' PUBLICATION a WITH (connect = false);
