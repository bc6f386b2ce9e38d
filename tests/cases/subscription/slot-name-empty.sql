-- case: A slot's name has a letter at least
-- error: 42602
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a WITH (connect = false, slot_name = '');
