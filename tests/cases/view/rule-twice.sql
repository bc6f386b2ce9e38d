-- case: A rule of that name is there
-- covers: create-view/view
-- error: 42710
CREATE TABLE t (a int, b text);
CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING;
CREATE RULE r AS ON UPDATE TO t DO INSTEAD NOTHING;
