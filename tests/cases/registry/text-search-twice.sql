-- case: A second dictionary of the name
-- error: 23505
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple);
