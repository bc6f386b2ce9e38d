-- case: The words of an extension's name are joined otherwise
-- error: 0A000
CREATE EXTENSION uuid_ossp;
