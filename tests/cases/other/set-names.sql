-- case: SET NAMES with a string, with DEFAULT and with nothing

SET NAMES 'utf8';
SET NAMES DEFAULT;
SET NAMES;
SET client_encoding = utf8;
SET client_encoding TO 'UTF8';
