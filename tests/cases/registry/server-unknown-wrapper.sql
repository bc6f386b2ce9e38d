-- case: A server of a wrapper that is not there
-- error: 42704
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER file;
