-- case: An operator class that is not there, beside one that is
-- covers: create-table/partition-by-collate-opclass
-- error: 42704
CREATE OPERATOR CLASS even FOR TYPE int USING hash AS OPERATOR 1 =;
CREATE TABLE t (a point) PARTITION BY LIST (a point_ops);
