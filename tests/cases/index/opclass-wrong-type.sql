-- case: A class of another type
-- covers: create-index/opclass
-- error: 42804
CREATE TABLE t (a int);
CREATE INDEX i ON t (a text_pattern_ops);
