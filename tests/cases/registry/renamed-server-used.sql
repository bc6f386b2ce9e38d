-- case: DROP of a server with a table, under its new name
-- error: 2BP01
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
CREATE FOREIGN TABLE lines (a int) SERVER store;
ALTER SERVER store RENAME TO depot;
DROP SERVER depot;
