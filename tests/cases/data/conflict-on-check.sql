-- case: A check has no index by which a conflict could be found
-- covers: create-table/check
-- error: 42809
CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0));
INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT k DO NOTHING;
