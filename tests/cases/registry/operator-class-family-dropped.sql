-- case: An operator class goes with its family
-- error: 42704
CREATE OPERATOR CLASS even FOR TYPE int USING hash AS OPERATOR 1 =;
DROP OPERATOR FAMILY even USING hash;
DROP OPERATOR CLASS even USING hash;
