-- case: A table that is not there
-- covers: create-index/index
-- error: 42P01
CREATE INDEX i ON nosuch (a);
