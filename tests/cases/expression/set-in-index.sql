-- case: A set as the key of an index
-- error: 0A000
CREATE TABLE t (a jsonb);
CREATE INDEX ON t (jsonb_array_elements(a));
