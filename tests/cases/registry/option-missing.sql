-- case: SET of an option that a server does not have
-- error: 42704
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
ALTER SERVER store OPTIONS (SET port '1');
