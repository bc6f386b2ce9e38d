-- case: A second access method of the name
-- error: 42710
CREATE ACCESS METHOD tree TYPE INDEX HANDLER bthandler;
CREATE ACCESS METHOD tree TYPE INDEX HANDLER bthandler;
