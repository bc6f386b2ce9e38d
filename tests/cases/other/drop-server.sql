-- case: DROP SERVER with a foreign table
-- covers: create-index/collate
-- error: 2BP01
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (a int) SERVER s;
DROP SERVER s;
