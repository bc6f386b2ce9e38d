-- case: A rule is renamed to one that is there
-- covers: create-view/view
-- error: 42710
CREATE TABLE t (a int, b text);
CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING;
CREATE RULE q AS ON INSERT TO t DO INSTEAD NOTHING;
ALTER RULE r ON t RENAME TO q;
