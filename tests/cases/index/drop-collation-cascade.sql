-- case: DROP COLLATION … CASCADE takes what names it
-- covers: create-index/collate
CREATE COLLATION co (locale = 'C');
CREATE TABLE t (a int, b text, c text COLLATE co, d text DEFAULT 'x' COLLATE co);
CREATE INDEX by_key ON t (b COLLATE co);
CREATE INDEX by_expression ON t ((b || 'x' COLLATE co));
CREATE INDEX partial ON t (a) WHERE b > 'x' COLLATE co;
CREATE INDEX other ON t (b);
ALTER TABLE t ADD CONSTRAINT k CHECK (b < 'y' COLLATE co);
CREATE VIEW v AS SELECT a FROM t ORDER BY b COLLATE co;
CREATE DOMAIN dom AS text COLLATE co;
CREATE TABLE u (a dom, b int);
DROP COLLATION co CASCADE;
