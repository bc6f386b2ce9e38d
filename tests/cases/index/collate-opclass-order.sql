-- case: Collation, class and order
-- covers: create-index/collate, create-index/opclass, create-index/asc-desc, create-index/nulls-first-last
CREATE TABLE t (a int, b text, c text, d varchar(9));
CREATE INDEX i1 ON t (b COLLATE "C", c text_pattern_ops, a DESC);
CREATE INDEX i2 ON t (a ASC NULLS FIRST, b DESC NULLS LAST, c COLLATE "POSIX" text_pattern_ops DESC NULLS FIRST);
CREATE INDEX i3 ON t (lower(d) varchar_pattern_ops, (a + 1) DESC);
CREATE INDEX i4 ON t (b pg_catalog.text_ops);
