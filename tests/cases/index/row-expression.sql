-- case: A row is no key of an index
-- covers: create-index/expression
-- error: 42P16
CREATE TABLE t (a text, b text);
CREATE INDEX i ON t ((a || b), (ROW(a, b)));
