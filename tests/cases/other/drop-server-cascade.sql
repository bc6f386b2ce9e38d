-- case: DROP SERVER … CASCADE takes the server's foreign tables and what is over them
-- covers: create-index/collate
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE SERVER other FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (a int) SERVER s;
CREATE VIEW v AS SELECT a FROM f;
CREATE FOREIGN TABLE g (a int) SERVER other;
DROP SERVER s CASCADE;
