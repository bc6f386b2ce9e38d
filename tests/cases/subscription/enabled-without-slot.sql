-- case: No slot, and enabled for want of a word
-- error: 42601
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a WITH (slot_name = NONE, create_slot = false);
