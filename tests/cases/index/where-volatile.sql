-- case: Nothing that changes
-- covers: create-index/where
-- error: 42P17
CREATE TABLE t (a timestamptz);
CREATE INDEX i ON t (a) WHERE a > now();
