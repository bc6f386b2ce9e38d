-- case: A dictionary of a template that is not there
-- error: 42704
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simpel);
