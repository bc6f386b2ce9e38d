-- case: A default that is no JSON
-- covers: create-table/default
-- error: 22P02
CREATE TABLE t (a jsonb DEFAULT '{"a": 1,}');
