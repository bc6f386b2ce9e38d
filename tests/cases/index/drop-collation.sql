-- case: DROP COLLATION with an index that names it
-- covers: create-index/collate
-- error: 2BP01
CREATE COLLATION co (locale = 'C');
CREATE TABLE t (b text);
CREATE INDEX by_key ON t (b COLLATE co);
DROP COLLATION co;
