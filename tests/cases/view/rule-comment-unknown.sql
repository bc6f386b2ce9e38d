-- case: COMMENT on a rule that is not there
-- covers: create-view/view
-- error: 42704
CREATE TABLE t (a int, b text);
COMMENT ON RULE r ON t IS 'x';
