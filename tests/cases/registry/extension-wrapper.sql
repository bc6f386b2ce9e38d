-- case: The wrapper of an extension is there
CREATE EXTENSION file_fdw;
CREATE SERVER logs FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE lines (a text) SERVER logs OPTIONS (filename '/dev/null');
DROP SERVER logs CASCADE;
