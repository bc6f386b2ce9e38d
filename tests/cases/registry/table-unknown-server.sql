-- case: A foreign table of a server that is not there
-- error: 42704
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
CREATE FOREIGN TABLE lines (a int) SERVER stores;
