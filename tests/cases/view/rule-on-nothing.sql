-- case: A rule on what is not there
-- covers: create-view/view
-- error: 42P01
CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING;
