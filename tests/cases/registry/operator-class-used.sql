-- case: DROP of an operator class that an index uses
-- error: 2BP01
CREATE OPERATOR CLASS even FOR TYPE int USING hash AS OPERATOR 1 =;
CREATE TABLE t (a int);
CREATE INDEX ON t USING hash (a even);
DROP OPERATOR CLASS even USING hash;
