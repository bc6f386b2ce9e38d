-- case: Expressions, collations and operator classes in a partition key
-- covers: create-table/partition-by-range, create-table/partition-by-collate-opclass
CREATE TABLE a (t timestamptz, s text, x int, y int) PARTITION BY RANGE ((x + y), lower(s));
CREATE TABLE b (s text) PARTITION BY RANGE (s COLLATE "C" text_pattern_ops);
CREATE TABLE c (s text) PARTITION BY LIST (lower(s));
CREATE TABLE d (x int, y int) PARTITION BY HASH (x int4_ops, y);
