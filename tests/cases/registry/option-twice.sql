-- case: ADD of an option that a server has
-- error: 42710
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
ALTER SERVER store OPTIONS (ADD host 'b');
