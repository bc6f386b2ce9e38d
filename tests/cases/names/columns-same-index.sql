-- case: Expressions of one name within an index are counted
-- covers: create-index/unnamed, create-index/expression
CREATE TABLE t (a text, b text);
CREATE INDEX ON t (lower(a), lower(b));
CREATE INDEX ON t ((a || b), (b || a));
CREATE INDEX ON t (a, a);
