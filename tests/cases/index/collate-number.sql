-- case: COLLATE within a key's expression is around what has a collation
-- covers: create-index/expression, create-index/collate
-- error: 42804
CREATE TABLE t (a int, b text);
CREATE INDEX i ON t ((b COLLATE "C" || (a COLLATE "C")));
