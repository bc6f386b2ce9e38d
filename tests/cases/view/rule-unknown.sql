-- case: A rule that is not there is dropped
-- covers: create-view/view
-- error: 42704
CREATE TABLE t (a int, b text);
CREATE RULE "Insert" AS ON INSERT TO t DO INSTEAD NOTHING;
DROP RULE insert ON t;
