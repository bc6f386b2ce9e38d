-- case: An operator class of another access method
-- error: 42704
CREATE OPERATOR CLASS even FOR TYPE int USING hash AS OPERATOR 1 =;
DROP OPERATOR CLASS even USING btree;
