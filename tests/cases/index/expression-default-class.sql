-- case: The default operator class of an expression's type is not kept
-- covers: create-index/opclass, create-index/expression
CREATE TABLE t (a text, b text, n int);
CREATE INDEX i ON t ((a || b) text_ops, (n + 1) int4_ops);
CREATE INDEX j ON t ((a || b) text_pattern_ops);
