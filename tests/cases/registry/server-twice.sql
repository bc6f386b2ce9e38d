-- case: A second server of the name
-- error: 42710
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER store FOREIGN DATA WRAPPER files OPTIONS (host 'a');
CREATE SERVER store FOREIGN DATA WRAPPER files;
