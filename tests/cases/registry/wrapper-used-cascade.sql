-- case: DROP CASCADE of a wrapper takes its servers and their tables
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
CREATE FOREIGN TABLE lines (a int) SERVER store;
DROP FOREIGN DATA WRAPPER files CASCADE;
CREATE TABLE lines (a int);
