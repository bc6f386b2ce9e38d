-- case: DROP of a server that has a user mapping
-- error: 2BP01
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
CREATE USER MAPPING FOR PUBLIC SERVER store;
DROP SERVER store;
