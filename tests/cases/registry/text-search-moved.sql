-- case: A schema that has one of the name
-- error: 42710
CREATE SCHEMA app;
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY app.plain (TEMPLATE = simple);
ALTER TEXT SEARCH DICTIONARY plain SET SCHEMA app;
