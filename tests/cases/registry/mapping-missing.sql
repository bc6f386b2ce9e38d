-- case: DROP of a user mapping that is not there
-- error: 42704
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
DROP USER MAPPING FOR PUBLIC SERVER store;
