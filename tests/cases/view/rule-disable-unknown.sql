-- case: A rule that is not there is disabled
-- covers: create-view/view
-- error: 42704
CREATE TABLE t (a int, b text);
ALTER TABLE t DISABLE RULE r;
