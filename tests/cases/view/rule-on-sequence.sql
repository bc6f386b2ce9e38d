-- case: A rule on a sequence
-- covers: create-view/view
-- error: 42809
CREATE SEQUENCE s;
CREATE RULE r AS ON UPDATE TO s DO INSTEAD NOTHING;
