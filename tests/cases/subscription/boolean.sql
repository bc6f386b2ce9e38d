-- case: A parameter that takes a boolean
-- error: 42601
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a WITH (connect = false, binary = perhaps);
