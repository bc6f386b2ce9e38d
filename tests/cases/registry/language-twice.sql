-- case: A second language of the name
-- error: 42710
CREATE LANGUAGE plain HANDLER plpgsql_call_handler;
CREATE LANGUAGE plain HANDLER plpgsql_call_handler;
