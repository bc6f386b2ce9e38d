-- case: DROP of a wrapper that has a server
-- error: 2BP01
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
DROP FOREIGN DATA WRAPPER files;
